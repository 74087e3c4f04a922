import type { KeyWords } from './key-words.ts'
import type { RecordHeader, RecordKind } from './record-header.ts'
import type { TextEncoding } from './text-encoding.ts'

/**
 * One record's place and shape as fourteen 32-bit words: the row of the index file and of the table in
 * memory alike, so that loading an index is one copy. Numbers beyond 32 bits take two words, low first.
 */
export const rowWords = 14

/** Position of each field within a row. */
export const rowField = {
  key: 0,
  offset: 4,
  headBytes: 6,
  codeBytes: 7,
  mapBytes: 8,
  /** Kind in the low byte, the map's encoding in the next. */
  traits: 9,
  recordedAt: 10,
  mapChecksum: 12,
  identity: 13,
} as const

const wordRange = 0x1_0000_0000

export function writeRow(words: Uint32Array, start: number, header: RecordHeader, offset: number): void {
  words.set(header.key, start + rowField.key)
  words[start + rowField.offset] = offset >>> 0
  words[start + rowField.offset + 1] = Math.floor(offset / wordRange)
  words[start + rowField.headBytes] = header.headBytes
  words[start + rowField.codeBytes] = header.codeBytes
  words[start + rowField.mapBytes] = header.mapBytes
  words[start + rowField.traits] = header.kind | (header.mapEncoding << 8)
  words[start + rowField.recordedAt] = header.recordedAt >>> 0
  words[start + rowField.recordedAt + 1] = Math.floor(header.recordedAt / wordRange)
  words[start + rowField.mapChecksum] = header.mapChecksum
  words[start + rowField.identity] = header.identity
}

/** Reads the word at a place that is known to be inside. */
export function wordAt(words: Uint32Array, at: number): number {
  return words[at] as number
}

export function rowNumber(words: Uint32Array, at: number): number {
  return wordAt(words, at) + wordAt(words, at + 1) * wordRange
}

export function rowKind(words: Uint32Array, start: number): RecordKind {
  return (wordAt(words, start + rowField.traits) & 0xff) as RecordKind
}

export function rowMapEncoding(words: Uint32Array, start: number): TextEncoding {
  return ((wordAt(words, start + rowField.traits) >> 8) & 3) as TextEncoding
}

/** The key of the row that starts the words. */
export function keyOfRow(words: Uint32Array): KeyWords {
  return [wordAt(words, 0), wordAt(words, 1), wordAt(words, 2), wordAt(words, 3)]
}

/** A growing list of rows, for scans and for the writer's own index. */
export class RowList {
  #words: Uint32Array = new Uint32Array(rowWords * 64)
  #count = 0

  get count(): number {
    return this.#count
  }

  add(header: RecordHeader, offset: number): void {
    const start = this.#count * rowWords
    this.#reserve(start + rowWords)
    writeRow(this.#words, start, header, offset)
    this.#count += 1
  }

  addAll(words: Uint32Array): void {
    const start = this.#count * rowWords
    this.#reserve(start + words.length)
    this.#words.set(words, start)
    this.#count += words.length / rowWords
  }

  /** The rows so far; a view that later additions may leave behind. */
  words(): Uint32Array {
    return this.#words.subarray(0, this.#count * rowWords)
  }

  #reserve(words: number): void {
    if (words <= this.#words.length) return
    const grown = new Uint32Array(Math.max(words, this.#words.length * 2))
    grown.set(this.#words)
    this.#words = grown
  }
}
