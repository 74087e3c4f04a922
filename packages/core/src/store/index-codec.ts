import { checksum } from './checksum.ts'
import { formatVersion } from './format-version.ts'
import { rowNumber, rowWords, wordAt } from './record-row.ts'

/** 32-bit words before the first row. */
const indexHeaderWords = 10

// Words stand in the byte order of the machine that wrote them, so that loading is a copy. On a machine
// with the other order the magic reads backwards, and the index counts as absent.
const magicWord = 0x31494b52

/** Rows of a segment, true for its first `coveredBytes` bytes. */
export interface SegmentIndex {
  readonly rows: Uint32Array
  readonly coveredBytes: number
}

export function encodeIndex(index: SegmentIndex, segmentId: string): Uint8Array {
  const words = new Uint32Array(indexHeaderWords + index.rows.length)
  words.set(index.rows, indexHeaderWords)
  words.set(
    [
      magicWord,
      formatVersion,
      rowWords,
      index.rows.length / rowWords,
      Number.parseInt(segmentId.slice(0, 8), 16),
      Number.parseInt(segmentId.slice(8, 16), 16),
      index.coveredBytes >>> 0,
      Math.floor(index.coveredBytes / 0x1_0000_0000),
      checksum(bytesOf(words.subarray(indexHeaderWords))),
    ],
    0,
  )
  words[9] = checksum(bytesOf(words.subarray(0, 9)))
  return bytesOf(words)
}

export type DecodedIndex =
  | ({ kind: 'index' } & SegmentIndex)
  | { kind: 'damaged'; reason: string }
  | { kind: 'other-segment' }

/** Decodes an index file's words. `damaged` is said of bytes that no writer leaves; of another machine's, too. */
export function decodeIndex(words: Uint32Array, segmentId: string, segmentBytes: number): DecodedIndex {
  if (words.length < indexHeaderWords) return { kind: 'damaged', reason: 'shorter than its header' }
  if (wordAt(words, 0) !== magicWord) return { kind: 'damaged', reason: 'not an index' }
  if (wordAt(words, 9) !== checksum(bytesOf(words.subarray(0, 9))))
    return { kind: 'damaged', reason: 'header checksum differs' }
  if (wordAt(words, 1) !== formatVersion || wordAt(words, 2) !== rowWords) return { kind: 'other-segment' }
  const id = wordAt(words, 4).toString(16).padStart(8, '0') + wordAt(words, 5).toString(16).padStart(8, '0')
  const coveredBytes = rowNumber(words, 6)
  // A segment shorter than its index has lost its tail, or is another file under the same name.
  if (id !== segmentId || coveredBytes > segmentBytes) return { kind: 'other-segment' }
  const rows = words.subarray(indexHeaderWords)
  if (rows.length !== wordAt(words, 3) * rowWords)
    return { kind: 'damaged', reason: 'length differs from its row count' }
  if (wordAt(words, 8) !== checksum(bytesOf(rows))) return { kind: 'damaged', reason: 'row checksum differs' }
  return { kind: 'index', rows, coveredBytes }
}

export function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
}
