import { isUnreadable, type Unreadable } from './candidate.ts'
import type { LoadedRecord, MemoryTier } from './memory-tier.ts'
import type { ReadAhead } from './read-ahead.ts'
import type { RecordContent } from './record-codec.ts'
import { recordHeaderBytes, recordKind } from './record-header.ts'
import { rowField, rowKind, rowNumber, wordAt } from './record-row.ts'
import { noSegment, type RecordTable, type Row } from './record-table.ts'
import { packFileName } from './segment-name.ts'
import type { RecordFront, SegmentReader } from './segment-reader.ts'
import type { StoreListener } from './store-event.ts'
import { chooseTextEncoding, textEncoding } from './text-encoding.ts'
import type { WriteQueue } from './write-queue.ts'

/** Where records can be. */
export interface RecordPlaces {
  readonly table: RecordTable
  readonly memory: MemoryTier
  readonly queue: WriteQueue
  /** segment number -> reader; a number is never given twice */
  readonly segments: readonly SegmentReader[]
  readonly readAhead: ReadAhead
  readonly onEvent: StoreListener
}

function bytesOfText(text: string): Uint8Array | Unreadable {
  return chooseTextEncoding(text) === textEncoding.latin1
    ? Buffer.from(text, 'latin1')
    : { kind: 'missing', reason: 'not-bytes' }
}

/**
 * Finds a record's text where it is at the moment: in the memory tier, in the write queue, among what was read ahead,
 * or in a segment.
 */
export class RecordSource {
  readonly #places: RecordPlaces
  #isClosed = false

  constructor(places: RecordPlaces) {
    this.#places = places
  }

  /** Head and code of a record; its map only when that is in memory anyway. */
  read(row: Row): LoadedRecord | Unreadable {
    const { table, memory, queue, readAhead } = this.#places
    const inMemory = memory.get(row) ?? queue.get(row)
    if (inMemory !== undefined) return inMemory
    const reader = this.#readerOf(row)
    if ('kind' in reader) return reader
    const words = table.wordsOf(row)
    const ahead = readAhead.take(row)
    const early = ahead === undefined ? null : reader.decodeFront(words, ahead)
    // Reading ahead may have come up short. Only what the file itself gives is judged.
    const front: RecordFront | Unreadable =
      early === null || 'kind' in early ? reader.readFront(words) : early
    if ('kind' in front) return this.#drop(row, front, reader)
    const record: LoadedRecord = { head: front.head, code: front.code, map: undefined }
    memory.set(row, record)
    return record
  }

  /** The same record, now with its map. */
  readMap(row: Row, record: LoadedRecord): string | null | Unreadable {
    if (record.map !== undefined) return record.map
    const { table, memory, queue, readAhead } = this.#places
    const inMemory = memory.get(row) ?? queue.get(row)
    if (inMemory?.map !== undefined) return inMemory.map
    const reader = this.#readerOf(row)
    if ('kind' in reader) return reader
    const words = table.wordsOf(row)
    const ahead = readAhead.take(row)
    const start = recordHeaderBytes + wordAt(words, rowField.headBytes) + wordAt(words, rowField.codeBytes)
    const early = ahead === undefined ? undefined : reader.decodeMap(words, ahead, start)
    const map = early === undefined || isUnreadable(early) ? reader.readMap(words) : early
    if (isUnreadable(map)) return this.#drop(row, map, reader)
    memory.set(row, { ...record, map })
    return map
  }

  /** The same as bytes, which are read past the memory tier. */
  readMapBytes(row: Row, record: LoadedRecord): Uint8Array | null | Unreadable {
    const { table, queue } = this.#places
    const inMemory = record.map ?? queue.get(row)?.map
    if (inMemory !== undefined) return inMemory === null ? null : bytesOfText(inMemory)
    const reader = this.#readerOf(row)
    if ('kind' in reader) return reader
    const bytes = reader.readMapBytes(table.wordsOf(row))
    return isUnreadable(bytes) && bytes.kind === 'corrupt' ? this.#drop(row, bytes, reader) : bytes
  }

  /** All of a record that is in a segment, past the memory tier; for moving it, also when closed. */
  readStored(row: Row): RecordContent | Unreadable {
    const reader = this.#segmentOf(row)
    if ('kind' in reader) return reader
    const words = this.#places.table.wordsOf(row)
    const front = reader.readFront(words)
    if ('kind' in front) return this.#drop(row, front, reader)
    const map = reader.readMap(words)
    return isUnreadable(map) ? this.#drop(row, map, reader) : { head: front.head, code: front.code, map }
  }

  /** From now on nothing is read but by `readStored`. */
  close(): void {
    this.#isClosed = true
    this.#places.memory.clear()
    this.#places.readAhead.stop()
  }

  #readerOf(row: Row): SegmentReader | Unreadable {
    return this.#isClosed ? { kind: 'missing', reason: 'closed' } : this.#segmentOf(row)
  }

  #segmentOf(row: Row): SegmentReader | Unreadable {
    const { table, segments } = this.#places
    const segment = table.segmentOf(row)
    if (segment !== noSegment) return segments[segment] as SegmentReader
    // It was never written, since writing has stopped or it is too large, and the memory tier has let it go.
    table.drop(row)
    return { kind: 'missing', reason: 'not-kept' }
  }

  /** A damaged record is announced once, however many handles meet it. */
  #drop(row: Row, failure: Unreadable, reader: SegmentReader): Unreadable {
    const { table, memory, onEvent } = this.#places
    memory.delete(row)
    if (!table.drop(row)) return { kind: 'missing', reason: 'dropped' }
    if (failure.kind === 'corrupt') {
      const words = table.wordsOf(row)
      onEvent({
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
