import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

/** @type {import('./engine.mjs').EngineKind['load']} */
export async function loadFilePerEntry() {
  return open
}

/**
 * A file for each entry: checksum, lengths, texts. Synchronous, since that is faster.
 *
 * @param {string} folder
 * @returns {import('./engine.mjs').Engine}
 */
function open(folder) {
  const fileOf = (/** @type {string} */ key) => join(folder, key.slice(0, 2), key.slice(2))
  for (let prefix = 0; prefix < 256; prefix++)
    mkdirSync(join(folder, prefix.toString(16).padStart(2, '0')), { recursive: true })
  return {
    write({ key, head, code, map }) {
      const codeStart = 12 + head.length
      const bytes = Buffer.allocUnsafe(codeStart + code.length + map.length)
      bytes.writeUInt32LE(head.length, 4)
      bytes.writeUInt32LE(code.length, 8)
      bytes.write(head, 12, 'latin1')
      bytes.write(code, codeStart, 'latin1')
      bytes.write(map, codeStart + code.length, 'latin1')
      bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0)
      const file = fileOf(key)
      writeFileSync(`${file}.tmp`, bytes)
      renameSync(`${file}.tmp`, file)
    },
    read(key) {
      const bytes = readFileSync(fileOf(key))
      if (bytes.readUInt32LE(0) !== crc32(bytes.subarray(4))) return undefined
      const codeStart = 12 + bytes.readUInt32LE(4)
      const mapStart = codeStart + bytes.readUInt32LE(8)
      return {
        code: bytes.toString('latin1', codeStart, mapStart),
        map: bytes.toString('latin1', mapStart, bytes.length),
      }
    },
    close() {},
  }
}
