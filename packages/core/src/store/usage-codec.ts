import { checksum } from './checksum.ts'
import { formatVersion } from './format-version.ts'
import { bytesOf } from './index-codec.ts'
import { wordAt } from './record-row.ts'

/** One record's use: which one, when last, by how many sessions. Times are seconds since 1970. */
export interface UsageRow {
  /** First word of the record's key; with the identity it names the record in whichever segment it stands. */
  readonly key0: number
  readonly identity: number
  readonly usedAt: number
  readonly uses: number
}

/** What a usage file says, in the order in which a session used the records first. */
export interface Usage {
  readonly kind: 'usage'
  readonly rows: readonly UsageRow[]
}

const magicWord = 0x31554b52
const headerWords = 6
const usageRowWords = 4

export function encodeUsage(rows: readonly UsageRow[]): Uint8Array {
  const words = new Uint32Array(headerWords + rows.length * usageRowWords)
  let at = headerWords
  for (const row of rows) {
    words[at] = row.key0
    words[at + 1] = row.identity
    words[at + 2] = row.usedAt
    words[at + 3] = row.uses
    at += usageRowWords
  }
  const body = checksum(bytesOf(words.subarray(headerWords)))
  words.set([magicWord, formatVersion, usageRowWords, rows.length, body], 0)
  words[5] = checksum(bytesOf(words.subarray(0, 5)))
  return bytesOf(words)
}

/** Decodes the words of a usage file. `damaged` is said of bytes that no writer of this version and machine leaves. */
export function decodeUsage(
  words: Uint32Array,
): Usage | { readonly kind: 'damaged'; readonly reason: string } {
  if (words.length < headerWords) return { kind: 'damaged', reason: 'shorter than its header' }
  if (wordAt(words, 0) !== magicWord || wordAt(words, 1) !== formatVersion)
    return { kind: 'damaged', reason: 'not a usage file' }
  if (wordAt(words, 5) !== checksum(bytesOf(words.subarray(0, 5))))
    return { kind: 'damaged', reason: 'header checksum differs' }
  const body = words.subarray(headerWords)
  if (wordAt(words, 2) !== usageRowWords || body.length !== wordAt(words, 3) * usageRowWords)
    return { kind: 'damaged', reason: 'length differs from its row count' }
  if (wordAt(words, 4) !== checksum(bytesOf(body))) return { kind: 'damaged', reason: 'row checksum differs' }
  const rows: UsageRow[] = []
  for (let at = 0; at < body.length; at += usageRowWords) {
    rows.push({
      key0: wordAt(body, at),
      identity: wordAt(body, at + 1),
      usedAt: wordAt(body, at + 2),
      uses: wordAt(body, at + 3),
    })
  }
  return { kind: 'usage', rows }
}
