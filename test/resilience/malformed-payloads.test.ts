import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeHead } from '../../packages/core/src/results/entry-head.ts'
import { checksum } from '../../packages/core/src/store/checksum.ts'
import { decodeIndex } from '../../packages/core/src/store/index-codec.ts'
import { decodeSection } from '../../packages/core/src/store/record-codec.ts'
import {
  decodeRecordHeader,
  maxRecordBytes,
  recordBytes,
  recordHeaderBytes,
} from '../../packages/core/src/store/record-header.ts'
import type { TextEncoding } from '../../packages/core/src/store/text-encoding.ts'
import { decodeUsage, usageRowWords } from '../../packages/core/src/store/usage-codec.ts'

const isNightly = process.env.REKINDLE_NIGHTLY === '1'
const seed = Number(process.env.REKINDLE_SEED ?? Date.now() % 2 ** 31)
const parameters = { numRuns: isNightly ? 200_000 : 10_000, seed }

const anyBytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length })

/** Bytes behind a field are likely to be small numbers: with those a decoder gets further. */
const anyField = fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 5000 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }))

/** Kind, encodings and two zero bytes of a record header, or nearly so. */
const anyTraits = fc
  .tuple(fc.nat({ max: 3 }), fc.nat({ max: 70 }), fc.constantFrom(0, 0, 0, 1))
  .map(([kind, encodings, rest]) => kind + encodings * 256 + rest * 65_536)

describe(`bytes with right checksums and a form that makes no sense (seed ${seed})`, () => {
  test('are refused by the decoder of records, or decoded without harm', () => {
    let accepted = 0
    fc.assert(
      fc.property(
        fc.tuple(anyField, anyTraits, ...Array.from({ length: 12 }, () => anyField)),
        fc.uint8Array({ maxLength: 300 }),
        (fields, body) => {
          const bytes = Buffer.concat([Buffer.alloc(recordHeaderBytes), body])
          for (const [index, field] of fields.entries()) bytes.writeUInt32LE(field, index * 4)
          bytes.write('RKR1', 0, 'latin1')
          bytes.writeUInt32LE(crc32(bytes.subarray(0, 56)), 56)
          const header = decodeRecordHeader(bytes, 0, 0)
          if (header === null) return
          accepted += 1
          expect(recordBytes(header)).toBeLessThanOrEqual(maxRecordBytes)
          expect(header.recordedAt).toBeLessThanOrEqual(999_999_999_999_999)
          // Sections that reach beyond the bytes there are, are none.
          const end = recordHeaderBytes + header.headBytes
          const text = decodeSection(
            bytes,
            recordHeaderBytes,
            end,
            header.headEncoding,
            header.headChecksum,
            header.key[0],
            0,
          )
          expect(['string', 'undefined']).toContain(typeof text)
        },
      ),
      parameters,
    )
    // Otherwise only the refusal would have been tested.
    expect(accepted).toBeGreaterThan(0)
  })

  test('are decoded as sections to some text, whatever the bytes are', () => {
    const encodings = fc.constantFrom<TextEncoding>(0, 1, 2, 3)
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        encodings,
        fc.nat({ max: 2 }),
        (body, encoding, place) => {
          const bytes = Buffer.from(body)
          const sum = checksum(bytes, 7 ^ place)
          const text = decodeSection(bytes, 0, bytes.length, encoding, sum, 7, place)
          expect(encoding === 0 ? text : typeof text).toBe(encoding === 0 ? null : 'string')
          expect(decodeSection(bytes, 0, bytes.length + 1, encoding, sum, 7, place)).toBeUndefined()
        },
      ),
      parameters,
    )
  })

  test('are refused by the decoder of indexes, unless every row is there', () => {
    fc.assert(
      fc.property(
        fc.uint32Array({ minLength: 10, maxLength: 80 }),
        fc.array(anyField, { minLength: 4, maxLength: 4 }),
        fc.nat(),
        (random, fields, segmentBytes) => {
          const words = Uint32Array.from(random)
          const [version = 0, rowWords = 0, rows = 0, covered = 0] = fields
          words.set([0x31494b52, version, rowWords, rows], 0)
          words.set([0x01234567, 0x89abcdef, covered, 0], 4)
          sealWords(words, 8, 10)
          const decoded = decodeIndex(words, '0123456789abcdef', segmentBytes)
          if (decoded.kind !== 'index') return
          expect(decoded.rows.length).toBe(rows * rowWords)
          expect(decoded.coveredBytes).toBeLessThanOrEqual(segmentBytes)
        },
      ),
      parameters,
    )
  })

  test('are refused by the decoder of uses, unless every row is there', () => {
    fc.assert(
      fc.property(
        fc.uint32Array({ minLength: 6, maxLength: 40 }),
        anyField,
        anyField,
        (random, rowWords, rows) => {
          const words = Uint32Array.from(random)
          words.set([0x31554b52, 2, rowWords, rows], 0)
          sealWords(words, 4, 6)
          const decoded = decodeUsage(words)
          if (decoded.kind === 'usage') expect(decoded.rows.length).toBe(rows * usageRowWords)
        },
      ),
      parameters,
    )
  })

  test('are refused as heads of entries, or have the form of one', () => {
    const anyCell = fc.oneof(
      fc.string(),
      fc.constant(null),
      fc.constantFrom('file', 'env', 'context'),
      fc.nat(),
    )
    const anyRows = fc.array(fc.array(anyCell, { minLength: 2, maxLength: 4 }), { maxLength: 3 })
    const anyHead = fc.oneof(
      fc.tuple(anyRows, anyCell, anyCell).map((value) => JSON.stringify(value)),
      fc.json(),
      fc.string(),
    )
    fc.assert(
      fc.property(anyHead, (text) => {
        const head = decodeHead(text)
        if (head === null) return
        expect(typeof head.payload).toBe('string')
        for (const { kind, name, state } of head.inputs)
          expect([typeof kind, typeof name, typeof state]).toEqual(['string', 'string', 'string'])
      }),
      parameters,
    )
  })

  test('do not pass for a record when they are random altogether', () => {
    fc.assert(
      fc.property(anyBytes(recordHeaderBytes), (bytes) => {
        expect(decodeRecordHeader(Buffer.from(bytes), 0, 1)).toBeNull()
      }),
      parameters,
    )
  })
})

/** Puts the checksum of the words from `bodyStart` on at `at`, and that of the header behind it. */
function sealWords(words: Uint32Array, at: number, bodyStart: number): void {
  const bytesOf = (part: Uint32Array): Uint8Array =>
    new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
  words[at] = crc32(bytesOf(words.subarray(bodyStart)))
  words[at + 1] = crc32(bytesOf(words.subarray(0, at + 1)))
}
