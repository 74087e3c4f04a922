import type { Unreadable } from './candidate.ts'
import type { LoadedRecord, MemoryTier } from './memory-tier.ts'
import { recordKind } from './record-header.ts'
import { rowField, rowKind, rowNumber } from './record-row.ts'
import { noSegment, type RecordTable, type Row } from './record-table.ts'
import { packFileName } from './segment-name.ts'
import type { SegmentReader } from './segment-reader.ts'
import type { StoreListener } from './store-event.ts'
import type { WriteQueue } from './write-queue.ts'

/** Finds a record's text where it is at the moment: in the memory tier, in the write queue, or in a segment. */
export class RecordSource {
  readonly #table: RecordTable
  readonly #memory: MemoryTier
  readonly #queue: WriteQueue
  /** segment number -> reader; a number is never given twice */
  readonly #segments: SegmentReader[] = []
  readonly #onEvent: StoreListener
  #isClosed = false

  constructor(table: RecordTable, memory: MemoryTier, queue: WriteQueue, onEvent: StoreListener) {
    this.#table = table
    this.#memory = memory
    this.#queue = queue
    this.#onEvent = onEvent
  }

  get segments(): readonly SegmentReader[] {
    return this.#segments
  }

  /** Returns the segment's number. */
  addSegment(reader: SegmentReader): number {
    return this.#segments.push(reader) - 1
  }

  /** Head and code of a record; its map only when that is in memory anyway. */
  read(row: Row): LoadedRecord | Unreadable {
    const inMemory = this.#memory.get(row) ?? this.#queue.get(row)
    if (inMemory !== undefined) return inMemory
    const reader = this.#readerOf(row)
    if ('kind' in reader) return reader
    const front = reader.readFront(this.#table.wordsOf(row))
    if ('kind' in front) return this.#drop(row, front, reader)
    const record: LoadedRecord = { head: front.head, code: front.code, map: undefined }
    this.#memory.set(row, record)
    return record
  }

  /** The same record, now with its map. */
  readMap(row: Row, record: LoadedRecord): string | null | Unreadable {
    if (record.map !== undefined) return record.map
    const inMemory = this.#memory.get(row) ?? this.#queue.get(row)
    if (inMemory?.map !== undefined) return inMemory.map
    const reader = this.#readerOf(row)
    if ('kind' in reader) return reader
    const map = reader.readMap(this.#table.wordsOf(row))
    if (typeof map === 'object' && map !== null) return this.#drop(row, map, reader)
    this.#memory.set(row, { ...record, map })
    return map
  }

  close(): void {
    this.#isClosed = true
    this.#memory.clear()
    for (const segment of this.#segments) segment.close()
  }

  #readerOf(row: Row): SegmentReader | Unreadable {
    if (this.#isClosed) return { kind: 'missing', reason: 'closed' }
    const segment = this.#table.segmentOf(row)
    if (segment !== noSegment) return this.#segments[segment] as SegmentReader
    // It was never written, since writing has stopped or it is too large, and the memory tier has let it go.
    this.#table.drop(row)
    return { kind: 'missing', reason: 'not-kept' }
  }

  /** A damaged record is announced once, however many handles meet it. */
  #drop(row: Row, failure: Unreadable, reader: SegmentReader): Unreadable {
    this.#memory.delete(row)
    if (!this.#table.drop(row)) return { kind: 'missing', reason: 'dropped' }
    if (failure.kind === 'corrupt') {
      const words = this.#table.wordsOf(row)
      this.#onEvent({
        kind: 'corrupt',
        segment: packFileName(reader.name),
        part: rowKind(words, 0) === recordKind.table ? 'table' : failure.part,
        offset: rowNumber(words, rowField.offset),
        reason: failure.reason,
      })
    }
    return failure
  }
}
