import type { KeyWords } from './key-words.ts'
import type { RecordHeader } from './record-header.ts'
import { maxTime, recordKind } from './record-header.ts'
import { rowField, rowKind, rowNumber, rowWords, wordAt, writeRow } from './record-row.ts'

/** A row's place in the table; never reused, so that a handle can't come to mean another record. */
export type Row = number

/** Segment number of a record that no segment holds (yet). */
export const noSegment = -1
const none = -1

const slotsPerRow = 4
const wordRange = 0x1_0000_0000

/**
 * All records of all segments, packed: about 70 bytes a record, no object per record.
 *
 * The records of a key form a chain, newest first. A slot of the hash table holds the first row that was ever
 * seen for a key; that row stays the key's anchor even when its own record is gone.
 */
export class RecordTable {
  readonly #maxPerKey: number
  #words: Uint32Array = new Uint32Array(0)
  /** row -> number of its segment */
  #rowToSegment: Int32Array = new Int32Array(0)
  /** row -> next older row of the same key */
  #rowToOlder: Int32Array = new Int32Array(0)
  /** anchor row -> newest row of its key */
  #anchorToNewest: Int32Array = new Int32Array(0)
  /** hash -> anchor row; its length is a power of two and at least four times the number of rows */
  #slots: Int32Array = new Int32Array(0)
  #count = 0
  #newestTime = 0
  #liveCandidates = 0
  readonly #tableRows: Row[] = []

  constructor(maxPerKey: number) {
    this.#maxPerKey = Math.max(1, maxPerKey)
  }

  get count(): number {
    return this.#count
  }

  /** Candidates that can still be found. */
  get liveCandidates(): number {
    return this.#liveCandidates
  }

  /** Latest time of any record, ms; a new record's time must not lie before it. */
  get newestTime(): number {
    return this.#newestTime
  }

  /** Earliest time of any record, ms; of those that can't be found any more as well. Looks at every record. */
  oldestTime(): number {
    let oldest = Number.POSITIVE_INFINITY
    for (let row = 0; row < this.#count; row++) oldest = Math.min(oldest, this.recordedAt(row))
    return oldest
  }

  /** Rows of the records that belong to named tables, oldest first. */
  get tableRows(): readonly Row[] {
    return this.#tableRows
  }

  /** Those of one table, oldest first; a new list. */
  tableRowsOf(key: KeyWords): Row[] {
    const words = this.#words
    return this.#tableRows.filter((row) => {
      const start = row * rowWords
      return (
        words[start] === key[0] &&
        words[start + 1] === key[1] &&
        words[start + 2] === key[2] &&
        words[start + 3] === key[3]
      )
    })
  }

  /** Makes room for so many more records at once, so that loading several segments doesn't grow in steps. */
  reserve(rows: number): void {
    this.#reserve(this.#count + rows)
  }

  /** Takes the rows of an index or a scan over, in their order. */
  load(words: Uint32Array, segment: number): void {
    const added = words.length / rowWords
    this.#reserve(this.#count + added)
    const first = this.#count
    this.#words.set(words, first * rowWords)
    this.#rowToSegment.fill(segment, first, first + added)
    this.#count += added
    this.#linkLoaded(first, first + added)
  }

  /** Adds a record that is not on disk yet. */
  addPending(key: KeyWords, recordedAt: number, isTable: boolean): Row {
    this.#reserve(this.#count + 1)
    const row = this.#count
    this.#count += 1
    writeRow(this.#words, row * rowWords, pendingHeader(key, recordedAt, isTable), 0)
    this.#rowToSegment[row] = noSegment
    this.#link(row)
    return row
  }

  /** The pending record is on disk now. Its chain stays as it is: key and time are the same. */
  place(row: Row, header: RecordHeader, segment: number, offset: number): void {
    writeRow(this.#words, row * rowWords, header, offset)
    this.#rowToSegment[row] = segment
  }

  /** Rows of the key, newest first; at most as many as the table keeps per key. */
  rowsOf(key: KeyWords): Row[] {
    const rows: Row[] = []
    if (this.#count === 0) return rows
    const anchor = this.#slots[this.#findSlot(key[0], key[1], key[2], key[3])] as number
    if (anchor === none) return rows
    for (
      let row = this.#anchorToNewest[anchor] as number;
      row !== none;
      row = this.#rowToOlder[row] as number
    )
      rows.push(row)
    return rows
  }

  /** Takes a record out of its key's chain. Returns false when it wasn't in there (any more). */
  drop(row: Row): boolean {
    if (rowKind(this.#words, row * rowWords) === recordKind.table) {
      const at = this.#tableRows.indexOf(row)
      if (at !== -1) this.#tableRows.splice(at, 1)
      return at !== -1
    }
    const anchor = this.#anchorOf(row)
    let previous = none
    for (
      let current = this.#anchorToNewest[anchor] as number;
      current !== none;
      current = this.#rowToOlder[current] as number
    ) {
      if (current === row) {
        this.#linkAfter(anchor, previous, this.#rowToOlder[row] as number)
        this.#liveCandidates -= 1
        return true
      }
      previous = current
    }
    return false
  }

  /**
   * The first word of the key and the identity of each row: what names a record in whichever segment it stands.
   * @param stride words from one row to the next in the result; the others are 0
   */
  addressRows(rows: readonly Row[], stride: number): Uint32Array {
    const addresses = new Uint32Array(rows.length * stride)
    let at = 0
    for (const row of rows) {
      addresses[at] = wordAt(this.#words, row * rowWords)
      addresses[at + 1] = wordAt(this.#words, row * rowWords + rowField.identity)
      at += stride
    }
    return addresses
  }

  /** The live candidate with this address, or `null`. */
  rowWithIdentity(key0: number, identity: number): Row | null {
    if (this.#count === 0) return null
    const mask = this.#slots.length - 1
    for (let slot = key0 & mask; this.#slots[slot] !== none; slot = (slot + 1) & mask) {
      const anchor = this.#slots[slot] as number
      if (wordAt(this.#words, anchor * rowWords) !== key0) continue
      for (
        let row = this.#anchorToNewest[anchor] as number;
        row !== none;
        row = this.#rowToOlder[row] as number
      ) {
        if (wordAt(this.#words, row * rowWords + rowField.identity) === identity) return row
      }
    }
    return null
  }

  segmentOf(row: Row): number {
    return this.#rowToSegment[row] as number
  }

  recordedAt(row: Row): number {
    return rowNumber(this.#words, row * rowWords + rowField.recordedAt)
  }

  /** The words of one row; a view, valid until the next record is added. */
  wordsOf(row: Row): Uint32Array {
    return this.#words.subarray(row * rowWords, (row + 1) * rowWords)
  }

  /** Every record that can still be found, in no particular order. */
  *liveRows(): Generator<Row> {
    yield* this.#tableRows
    for (const anchor of this.#slots) {
      if (anchor === none) continue
      for (
        let row = this.#anchorToNewest[anchor] as number;
        row !== none;
        row = this.#rowToOlder[row] as number
      )
        yield row
    }
  }

  /** `#link` for many rows. A process starts with nothing compiled, so the usual case, a new key, stands inline. */
  #linkLoaded(first: Row, end: Row): void {
    const words = this.#words
    const slots = this.#slots
    const rowToOlder = this.#rowToOlder
    const anchorToNewest = this.#anchorToNewest
    const mask = slots.length - 1
    let newestTime = this.#newestTime
    for (let row = first, start = first * rowWords; row < end; row++, start += rowWords) {
      const slot = wordAt(words, start) & mask
      const isCandidate = (wordAt(words, start + rowField.traits) & 0xff) === recordKind.candidate
      if (slots[slot] === none && isCandidate) {
        slots[slot] = row
        anchorToNewest[row] = row
        rowToOlder[row] = none
        this.#liveCandidates += 1
        const time =
          wordAt(words, start + rowField.recordedAt) +
          wordAt(words, start + rowField.recordedAt + 1) * wordRange
        if (time > newestTime && time <= maxTime) newestTime = time
      } else {
        this.#link(row)
      }
    }
    this.#newestTime = Math.max(this.#newestTime, newestTime)
  }

  #link(row: Row): void {
    const time = this.recordedAt(row)
    if (time > this.#newestTime && time <= maxTime) this.#newestTime = time
    if (rowKind(this.#words, row * rowWords) === recordKind.table) {
      this.#linkTableRow(row, time)
      return
    }
    this.#rowToOlder[row] = none
    const start = row * rowWords
    const slot = this.#findSlot(
      wordAt(this.#words, start),
      wordAt(this.#words, start + 1),
      wordAt(this.#words, start + 2),
      wordAt(this.#words, start + 3),
    )
    const anchor = this.#slots[slot] as number
    if (anchor === none) {
      this.#slots[slot] = row
      this.#anchorToNewest[row] = row
      this.#liveCandidates += 1
    } else {
      this.#linkIntoChain(row, time, anchor)
    }
  }

  #linkIntoChain(row: Row, time: number, anchor: Row): void {
    let previous = none
    let older = this.#anchorToNewest[anchor] as number
    let newerCount = 0
    while (older !== none && this.recordedAt(older) > time) {
      previous = older
      older = this.#rowToOlder[older] as number
      newerCount += 1
    }
    // A compaction that was cut short, or raced by another, leaves the same record in two segments.
    for (
      let twin = older;
      twin !== none && this.recordedAt(twin) === time;
      twin = this.#rowToOlder[twin] as number
    ) {
      if (this.#isSameRecord(row, twin)) return
    }
    if (newerCount >= this.#maxPerKey) return
    this.#rowToOlder[row] = older
    this.#linkAfter(anchor, previous, row)
    this.#liveCandidates += 1

    let last: Row = row
    for (let position = newerCount + 1; position < this.#maxPerKey && last !== none; position++)
      last = this.#rowToOlder[last] as number
    // The chain had at most as many as it may have, so one falls off.
    if (last !== none && this.#rowToOlder[last] !== none) {
      this.#rowToOlder[last] = none
      this.#liveCandidates -= 1
    }
  }

  #linkTableRow(row: Row, time: number): void {
    let at = this.#tableRows.length
    while (at > 0 && this.recordedAt(this.#tableRows[at - 1] as Row) > time) at -= 1
    for (let twin = at - 1; twin >= 0 && this.recordedAt(this.#tableRows[twin] as Row) === time; twin--) {
      if (this.#isSameRecord(row, this.#tableRows[twin] as Row)) return
    }
    this.#tableRows.splice(at, 0, row)
  }

  #linkAfter(anchor: Row, previous: Row, row: Row): void {
    if (previous === none) this.#anchorToNewest[anchor] = row
    else this.#rowToOlder[previous] = row
  }

  #isSameRecord(row: Row, other: Row): boolean {
    const identity = wordAt(this.#words, row * rowWords + rowField.identity)
    return identity !== 0 && identity === wordAt(this.#words, other * rowWords + rowField.identity)
  }

  #anchorOf(row: Row): Row {
    const start = row * rowWords
    const words = this.#words
    const slot = this.#findSlot(
      wordAt(words, start),
      wordAt(words, start + 1),
      wordAt(words, start + 2),
      wordAt(words, start + 3),
    )
    return this.#slots[slot] as number
  }

  /** Slot of the key, or the empty slot where it belongs. Keys are digests: their first word is hash enough. */
  #findSlot(key0: number, key1: number, key2: number, key3: number): number {
    const mask = this.#slots.length - 1
    const words = this.#words
    for (let slot = key0 & mask; ; slot = (slot + 1) & mask) {
      const anchor = this.#slots[slot] as number
      if (anchor === none) return slot
      const start = anchor * rowWords
      if (
        words[start] === key0 &&
        words[start + 1] === key1 &&
        words[start + 2] === key2 &&
        words[start + 3] === key3
      )
        return slot
    }
  }

  #reserve(rows: number): void {
    if (rows > this.#rowToSegment.length) {
      const capacity = Math.max(256, rows, this.#rowToSegment.length * 2)
      this.#words = grow(this.#words, new Uint32Array(capacity * rowWords))
      this.#rowToSegment = grow(this.#rowToSegment, new Int32Array(capacity))
      this.#rowToOlder = grow(this.#rowToOlder, new Int32Array(capacity))
      this.#anchorToNewest = grow(this.#anchorToNewest, new Int32Array(capacity))
    }
    if (rows * slotsPerRow > this.#slots.length) this.#rehash(rows)
  }

  #rehash(rows: number): void {
    const anchors = this.#slots.filter((anchor) => anchor !== none)
    let length = 512
    while (length < rows * slotsPerRow) length *= 2
    this.#slots = new Int32Array(length).fill(none)
    for (const anchor of anchors) {
      const start = anchor * rowWords
      const words = this.#words
      this.#slots[
        this.#findSlot(
          wordAt(words, start),
          wordAt(words, start + 1),
          wordAt(words, start + 2),
          wordAt(words, start + 3),
        )
      ] = anchor
    }
  }
}

function grow<T extends Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}

function pendingHeader(key: KeyWords, recordedAt: number, isTable: boolean): RecordHeader {
  return {
    kind: isTable ? recordKind.table : recordKind.candidate,
    key,
    recordedAt,
    headEncoding: 1,
    codeEncoding: 0,
    mapEncoding: 0,
    headBytes: 0,
    codeBytes: 0,
    mapBytes: 0,
    headChecksum: 0,
    codeChecksum: 0,
    mapChecksum: 0,
    identity: 0,
  }
}
