import fs from 'node:fs'
import path from 'node:path'
import { crc32 } from 'node:zlib'

/** Beside the default place of caches: it is read before anybody has told of an option. */
const MODULES: string = path.resolve('node_modules')
const FILE: string = path.join(MODULES, '.cache', 'rekindle-engine.bin')

/**
 * The file begins with six words of 32 bits (little endian): a mark, how often the code was kept, and CRC-32 of the runtime with the
 * place of the source, of the source, of the code, and the length of the code, which follows. V8 itself looks only at its version, its
 * flags and the length of the source; the place is in the code, and without it our own functions would not be told on the stack.
 */
const HEADER_BYTES = 24
const MARK = 0x31_4b_52_45

export interface CompiledCode {
  readonly code: Buffer
  /** How often it was kept, each time with what was called until then. */
  readonly times: number
}

/** A text that is compiled, and where it stands; absolute. */
export interface CompiledSource {
  readonly text: string
  readonly file: string
}

/** The code that was compiled of a source by this runtime; null: there is none, or it was damaged. Never throws. */
export function readCode(source: CompiledSource): CompiledCode | null {
  try {
    const bytes = fs.readFileSync(FILE)
    const code = bytes.subarray(HEADER_BYTES)
    const header = headerOf(source, code, bytes.readUInt32LE(4))
    return header.equals(bytes.subarray(0, HEADER_BYTES)) ? { code, times: bytes.readUInt32LE(4) } : null
  } catch {
    return null
  }
}

/** Keeps what was compiled, in place of what was kept before. Where nothing can be written, nothing is kept. Never throws. */
export function writeCode(source: CompiledSource, code: Buffer, times: number): void {
  const temporary = `${FILE}.${process.pid}.tmp`
  try {
    if (fs.existsSync(MODULES)) {
      fs.mkdirSync(path.dirname(FILE), { recursive: true })
      fs.writeFileSync(temporary, Buffer.concat([headerOf(source, code, times), code]))
      fs.renameSync(temporary, FILE)
    }
  } catch {
    removeFile(temporary)
  }
}

function headerOf({ text, file }: CompiledSource, code: Buffer, times: number): Buffer {
  const { version, arch, platform } = process
  const header = Buffer.alloc(HEADER_BYTES)
  const words = [
    MARK,
    times,
    crc32(`${version} ${arch} ${platform} ${file}`),
    crc32(text),
    crc32(code),
    code.length,
  ]
  for (const [index, word] of words.entries()) {
    header.writeUInt32LE(word, index * 4)
  }
  return header
}

function removeFile(file: string): void {
  try {
    fs.rmSync(file, { force: true })
  } catch {
    // It is where nothing can be.
  }
}
