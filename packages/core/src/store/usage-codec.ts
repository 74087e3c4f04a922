import { checksum } from './checksum.ts'
import { formatVersion } from './format-version.ts'
import { bytesOf } from './index-codec.ts'
import { wordAt } from './record-row.ts'

/**
 * One record's use as four 32-bit words: the first word of its key and its identity, which name it in whichever
 * segment it stands; when it was used last, in seconds since 1970; by how many sessions.
 */
export const usageRowWords = 4

/** Position of each field within a row. */
export const usageField = { key0: 0, identity: 1, usedAt: 2, uses: 3 } as const

const magicWord = 0x31554b52
const headerWords = 6

/** @param rows in the order in which a session used the records first */
export function encodeUsage(rows: Uint32Array): Uint8Array {
  const words = new Uint32Array(headerWords + rows.length)
  words.set(rows, headerWords)
  words.set(
    [magicWord, formatVersion, usageRowWords, rows.length / usageRowWords, checksum(bytesOf(rows))],
    0,
  )
  words[5] = checksum(bytesOf(words.subarray(0, 5)))
  return bytesOf(words)
}

export type DecodedUsage =
  | { readonly kind: 'usage'; readonly rows: Uint32Array }
  | { readonly kind: 'damaged'; readonly reason: string }

/** Decodes the words of a usage file. `damaged` is said of bytes that no writer of this version and machine leaves. */
export function decodeUsage(words: Uint32Array): DecodedUsage {
  if (words.length < headerWords) return { kind: 'damaged', reason: 'shorter than its header' }
  if (wordAt(words, 0) !== magicWord || wordAt(words, 1) !== formatVersion)
    return { kind: 'damaged', reason: 'not a usage file' }
  if (wordAt(words, 5) !== checksum(bytesOf(words.subarray(0, 5))))
    return { kind: 'damaged', reason: 'header checksum differs' }
  const rows = words.subarray(headerWords)
  if (wordAt(words, 2) !== usageRowWords || rows.length !== wordAt(words, 3) * usageRowWords)
    return { kind: 'damaged', reason: 'length differs from its row count' }
  if (wordAt(words, 4) !== checksum(bytesOf(rows))) return { kind: 'damaged', reason: 'row checksum differs' }
  return { kind: 'usage', rows }
}
