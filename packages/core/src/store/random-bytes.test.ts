import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CacheKey } from '../key/cache-key.ts'
import { versionFolderName } from './format-version.ts'
import { decodeIndex } from './index-codec.ts'
import { parseKeyWords } from './key-words.ts'
import { openStore } from './open-store.ts'
import { decodeSection, encodeRecord, measureRecord } from './record-codec.ts'
import {
  decodeRecordHeader,
  maxRecordBytes,
  recordBytes,
  recordHeaderBytes,
  recordKind,
} from './record-header.ts'
import { keyOf, onlyFile, useStoreTestRoom, withoutMemory } from './store-test-room.ts'

const room = useStoreTestRoom()

/** Any sequence of UTF-16 units: also lone surrogates, which well-formed text doesn't have. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary-ascii' }),
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 255 })).map((units) => String.fromCharCode(...units)),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
)
const anySection = fc.oneof(anyText, fc.constant(null))
const anyBytes = (maxLength: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes))

/** A change of a file's bytes as disks and interrupted copies make them. */
const anyDamage: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc.oneof(
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => (bytes: Buffer) => {
    const damaged = Buffer.from(bytes)
    if (damaged.length > 0) damaged[at % damaged.length] = (damaged[at % damaged.length] as number) ^ mask
    return damaged
  }),
  fc.nat().map((length) => (bytes: Buffer) => bytes.subarray(0, length % (bytes.length + 1))),
  fc.tuple(fc.nat(), fc.nat(), anyBytes(40)).map(([from, length, inserted]) => (bytes: Buffer) => {
    const start = from % (bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, start), inserted, bytes.subarray(start + (length % 200))])
  }),
  fc.tuple(fc.nat(), fc.nat()).map(([from, length]) => (bytes: Buffer) => {
    const start = from % (bytes.length + 1)
    return Buffer.from(bytes).fill(0, start, Math.min(bytes.length, start + (length % 200)))
  }),
  fc.tuple(fc.nat(), fc.nat(), fc.nat()).map(([from, length, to]) => (bytes: Buffer) => {
    const damaged = Buffer.from(bytes)
    const start = from % (bytes.length + 1)
    bytes.copy(damaged, to % (bytes.length + 1), start, Math.min(bytes.length, start + (length % 200)))
    return damaged
  }),
)

describe('the record codec', () => {
  it('gives back whatever it was given', () => {
    fc.assert(
      fc.property(anyText, anySection, anySection, fc.nat(), fc.integer(), (head, code, map, time, seal) => {
        const measured = measureRecord(recordKind.candidate, parseKeyWords(keyOf(7)), time, {
          head,
          code,
          map,
        })
        const bytes = Buffer.alloc(recordBytes(measured) + 5)
        const written = encodeRecord(measured, bytes, 5, seal >>> 0)
        const header = decodeRecordHeader(bytes, 5, seal >>> 0)
        expect(header).toEqual(written)
        if (header === null) return
        let start = 5 + recordHeaderBytes
        const sections = [
          [header.headBytes, header.headEncoding, header.headChecksum],
          [header.codeBytes, header.codeEncoding, header.codeChecksum],
          [header.mapBytes, header.mapEncoding, header.mapChecksum],
        ] as const
        const texts = sections.map(([length, encoding, sum], section) => {
          const text = decodeSection(bytes, start, start + length, encoding, sum, header.key[0], section)
          start += length
          return text
        })
        expect(texts).toEqual([head, code, map])
        expect(start).toBe(bytes.length)
      }),
      { numRuns: 500 },
    )
  })

  it('makes nothing of random bytes', () => {
    fc.assert(
      fc.property(anyBytes(200), fc.integer({ min: -10, max: 200 }), (bytes, offset) => {
        expect(decodeRecordHeader(bytes, offset, 1)).toBeNull()
      }),
    )
  })

  it('refuses a payload that makes no sense, though its checksum is right', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: recordHeaderBytes, maxLength: recordHeaderBytes }), (random) => {
        const bytes = Buffer.from(random)
        bytes.write('RKR1', 0, 'latin1')
        bytes.writeUInt32LE(crc32(bytes.subarray(0, 56)), 56)
        const header = decodeRecordHeader(bytes, 0, 0)
        // Nearly all are refused; one that is not must at least be harmless.
        if (header !== null) expect(recordBytes(header)).toBeLessThanOrEqual(maxRecordBytes)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the index codec', () => {
  it('makes nothing of random words', () => {
    fc.assert(
      fc.property(fc.uint32Array({ maxLength: 60 }), fc.nat(), (words, segmentBytes) => {
        expect(decodeIndex(words, '0123456789abcdef', segmentBytes).kind).not.toBe('index')
      }),
    )
  })
})

describe('a store', () => {
  it('finds nothing in files of random bytes, and carries on', () => {
    fc.assert(
      fc.property(anyBytes(2000), anyBytes(400), (pack, index) => {
        const directory = mkdtempSync(join(tmpdir(), 'rekindle-random-'))
        const folder = join(directory, versionFolderName)
        mkdirSync(folder)
        writeFileSync(join(folder, '000000000000001-1-00000000-0123456789abcdef.pack'), pack)
        writeFileSync(join(folder, '000000000000001-1-00000000-0123456789abcdef.index'), index)
        const store = openStore({ directory })
        expect(store.candidates(keyOf(1))).toEqual([])
        store.append({ key: keyOf(1), head: '{}', code: 'a', map: null })
        store.close()
        const later = openStore({ directory })
        expect(later.candidates(keyOf(1)).map((handle) => handle.readCode())).toEqual(['a'])
        later.close()
        rmSync(directory, { recursive: true })
      }),
      { numRuns: 60 },
    )
  })

  it('never gives a wrong value, however its files are damaged', () => {
    const keyToRecords = new Map<CacheKey, string[]>()
    const writing = room.open()
    for (let number = 0; number < 12; number++) {
      const key = keyOf(number % 9)
      const record = {
        key,
        head: `{"n":${number}}`,
        code: `code ${number} → ${'x'.repeat(number * 9)}`,
        map: `[${number}]`,
      }
      writing.append(record)
      keyToRecords.set(key, [
        ...(keyToRecords.get(key) ?? []),
        JSON.stringify([record.head, record.code, record.map]),
      ])
    }
    writing.close()
    const pack = onlyFile(room.files('pack'))
    const index = onlyFile(room.files('index'))
    fc.assert(
      fc.property(
        fc.array(anyDamage, { maxLength: 4 }),
        fc.array(anyDamage, { maxLength: 1 }),
        (ofPack, ofIndex) => {
          writeFileSync(
            pack.path,
            ofPack.reduce((bytes, damage) => damage(bytes), pack.bytes),
          )
          writeFileSync(
            index.path,
            ofIndex.reduce((bytes, damage) => damage(bytes), index.bytes),
          )
          const store = room.open({ ...withoutMemory, isReadOnly: true })
          for (const [key, written] of keyToRecords) {
            for (const handle of store.candidates(key)) {
              const sections = [handle.readHead(), handle.readCode(), handle.readMap()]
              if (sections.every((section) => typeof section === 'string')) {
                expect(written).toContain(JSON.stringify(sections))
              }
            }
          }
          store.close()
        },
      ),
      { numRuns: 400 },
    )
  })
})
