import { errorCode } from './file-access.ts'
import type { KeyWords } from './key-words.ts'
import { approximateBytes } from './memory-tier.ts'
import { type MeasuredRecord, measureRecord, type RecordContent } from './record-codec.ts'
import { maxRecordBytes, type RecordKind, recordBytes } from './record-header.ts'
import type { Row } from './record-table.ts'
import type { SegmentReader } from './segment-reader.ts'
import { type PlacedRecord, SegmentWriter } from './segment-writer.ts'
import type { StoreListener } from './store-event.ts'

/** A record that waits for its turn to be written. */
export interface QueuedRecord {
  readonly kind: RecordKind
  readonly key: KeyWords
  readonly recordedAt: number
  readonly content: RecordContent
}

export interface WriteQueueOptions {
  readonly directory: string
  /** The version's folder in `directory`. */
  readonly folder: string
  /** Whether `folder` was there at the start. */
  readonly isFolderKnown: boolean
  /** A segment that has reached this size is closed with its index and followed by another, so that eviction has a grain. */
  readonly maxSegmentBytes: number
  /** The time to name segments by, ms. */
  readonly now: () => number
  readonly onEvent: StoreListener
  readonly onSegmentCreated: (reader: SegmentReader) => void
  readonly onPlaced: (row: Row, placed: PlacedRecord, reader: SegmentReader) => void
}

/** Waiting texts beyond this many bytes are written before the flush, slice by slice, between other work. */
const highWaterBytes = 8 * 1024 * 1024

/** One write takes records up to this size, some milliseconds of work. */
const sliceBytes = 4 * 1024 * 1024

/**
 * Writes behind: `add` only queues. After the first failure of the disk nothing is written any more, with one event.
 *
 * Writes are synchronous and in slices, since that costs less processor time than asynchronous ones, and leaves
 * nothing in flight that a flush at the end of the process could not wait for.
 */
export class WriteQueue {
  readonly #options: WriteQueueOptions
  readonly #queued: Map<Row, QueuedRecord> = new Map()
  #queuedBytes = 0
  #writer: SegmentWriter | null = null
  #isFolderKnown: boolean
  #isStopped = false
  #immediate: NodeJS.Immediate | null = null

  constructor(options: WriteQueueOptions) {
    this.#options = options
    this.#isFolderKnown = options.isFolderKnown
  }

  /** Whether a failure has ended all writing. */
  get isStopped(): boolean {
    return this.#isStopped
  }

  get(row: Row): RecordContent | undefined {
    return this.#queued.get(row)?.content
  }

  add(row: Row, record: QueuedRecord): void {
    if (this.#isStopped) return
    this.#queued.set(row, record)
    this.#queuedBytes += approximateBytes(record.content)
    if (this.#queuedBytes > highWaterBytes) this.#immediate ??= setImmediate(() => this.#writeBehind())
  }

  /** Writes what waits, and the index. On return it is on disk, or writing has stopped. Never throws. */
  flush(): void {
    if (this.#immediate !== null) clearImmediate(this.#immediate)
    this.#immediate = null
    this.#attempt(() => {
      while (this.#queued.size > 0) this.#writeSlice()
      this.#finishIndex()
    })
  }

  #writeBehind(): void {
    this.#immediate = null
    this.#attempt(() => this.#writeSlice())
    if (this.#queuedBytes > highWaterBytes) this.#immediate = setImmediate(() => this.#writeBehind())
  }

  #attempt(act: () => void): void {
    if (this.#isStopped) return
    try {
      act()
    } catch (error) {
      this.#isStopped = true
      const lost = this.#queued.size
      this.#queued.clear()
      this.#queuedBytes = 0
      this.#options.onEvent({
        kind: 'write-failed',
        code: errorCode(error),
        message: (error as Error).message,
        lost,
      })
    }
  }

  #writeSlice(): void {
    const rows: Row[] = []
    const records: MeasuredRecord[] = []
    let bytes = 0
    for (const [row, queued] of this.#queued) {
      const record = measureRecord(queued.kind, queued.key, queued.recordedAt, queued.content)
      const size = recordBytes(record)
      if (size > maxRecordBytes) {
        this.#unqueue(row)
        this.#options.onEvent({ kind: 'record-too-large', bytes: size })
        continue
      }
      if (bytes > 0 && bytes + size > sliceBytes) break
      rows.push(row)
      records.push(record)
      bytes += size
    }
    if (records.length === 0) return
    const writer = this.#readyWriter()
    const placed = writer.write(records)
    // Only now: until the write has succeeded, the queue is where the records can be read.
    for (const [position, row] of rows.entries()) {
      this.#options.onPlaced(row, placed[position] as PlacedRecord, writer.reader)
      this.#unqueue(row)
    }
  }

  #unqueue(row: Row): void {
    const record = this.#queued.get(row)
    if (record === undefined) return
    this.#queued.delete(row)
    this.#queuedBytes -= approximateBytes(record.content)
  }

  #readyWriter(): SegmentWriter {
    if (this.#writer !== null && this.#writer.bytes >= this.#options.maxSegmentBytes) {
      this.#finishIndex()
      this.#writer = null
    }
    if (this.#writer?.isGone() === true) this.#writer = null
    if (this.#writer === null) {
      const { directory, folder, now } = this.#options
      this.#writer = SegmentWriter.create(directory, folder, this.#isFolderKnown, now())
      this.#isFolderKnown = true
      this.#options.onSegmentCreated(this.#writer.reader)
    }
    return this.#writer
  }

  #finishIndex(): void {
    if (this.#writer !== null && !this.#writer.isGone()) this.#writer.writeIndex()
  }
}
