// As in `closing.ts`.
import { clearImmediate, setImmediate } from 'node:timers'
import { errorCode } from './file-access.ts'
import type { KeyWords } from './key-words.ts'
import { approximateBytes } from './memory-tier.ts'
import { type MeasuredRecord, measureRecord, type RecordContent } from './record-codec.ts'
import { maxRecordBytes, type RecordKind, recordBytes } from './record-header.ts'
import type { Row } from './record-table.ts'
import { noteWritten } from './segment-activity.ts'
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
  /** See `currentGeneration`. */
  readonly generation: number
  /** Whether nothing is ever written; what is added is not even queued then. */
  readonly isReadOnly: boolean
  /** ms after which a flush gives up. */
  readonly flushDeadline: number
  readonly onEvent: StoreListener
  readonly onSegmentCreated: (reader: SegmentReader) => void
  readonly onPlaced: (row: Row, placed: PlacedRecord, reader: SegmentReader) => void
}

/** What became of what waited. */
export type FlushOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'abandoned' | 'stopped'; readonly lost: number }

/**
 * Waiting texts beyond this many bytes are written before the flush, slice by slice, between other work. Few, since
 * texts that are still young cost the garbage collector nothing.
 */
const highWaterBytes = 2 * 1024 * 1024

/** More than this never waits longer than until the next turn. */
const mostWaitingBytes = 8 * 1024 * 1024

/** One write takes records up to this size, a few milliseconds of work. */
const sliceBytes = 1024 * 1024

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
  #isStopped: boolean
  #immediate: NodeJS.Immediate | null = null

  constructor(options: WriteQueueOptions) {
    this.#options = options
    this.#isFolderKnown = options.isFolderKnown
    this.#isStopped = options.isReadOnly
  }

  /** Whether nothing is written any more: after a failure, and from the start in a read-only store. */
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

  /**
   * Writes what waits, and the index. On return it is on disk, or writing has stopped, or the deadline has passed:
   * a slow disk must not hold the build up. One write can't be interrupted; the clock is looked at between slices.
   * Never throws.
   */
  flush(): FlushOutcome {
    if (this.#immediate !== null) clearImmediate(this.#immediate)
    this.#immediate = null
    let lost = 0
    const failed = this.#attempt(() => {
      const startedAt = performance.now()
      while (this.#queued.size > 0) {
        this.#writeSlice()
        const elapsed = performance.now() - startedAt
        if (this.#queued.size > 0 && elapsed > this.#options.flushDeadline) {
          lost += this.#forgetQueued()
          this.#options.onEvent({ kind: 'flush-abandoned', lost, milliseconds: Math.round(elapsed) })
        }
      }
      this.#finishIndex()
    })
    if (this.#isStopped) return { kind: 'stopped', lost: failed }
    return lost > 0 ? { kind: 'abandoned', lost } : { kind: 'written' }
  }

  /** Closes the segment that is appended to; the next record begins another. Returns its reader. */
  finishSegment(): SegmentReader | null {
    const reader = this.#writer?.reader ?? null
    this.#writer = null
    if (reader !== null) noteWritten(reader.name)
    return reader
  }

  /** Returns how many records waited. */
  #forgetQueued(): number {
    const count = this.#queued.size
    this.#queued.clear()
    this.#queuedBytes = 0
    return count
  }

  #writeBehind(): void {
    this.#immediate = null
    this.#attempt(() => {
      do this.#writeSlice()
      while (this.#queuedBytes > mostWaitingBytes)
    })
    if (this.#queuedBytes > highWaterBytes) this.#immediate = setImmediate(() => this.#writeBehind())
  }

  /** Returns how many records a failure has lost. */
  #attempt(act: () => void): number {
    if (this.#isStopped) return 0
    try {
      act()
      return 0
    } catch (error) {
      this.#isStopped = true
      const lost = this.#forgetQueued()
      const message = (error as Error).message
      this.#options.onEvent({ kind: 'write-failed', code: errorCode(error), message, lost })
      return lost
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
      this.finishSegment()
    }
    if (this.#writer?.isGone() === true) this.finishSegment()
    if (this.#writer === null) {
      const { directory, folder, generation, now } = this.#options
      const isFolderKnown = this.#isFolderKnown
      this.#writer = SegmentWriter.create({ directory, folder, isFolderKnown, now: now(), generation })
      this.#isFolderKnown = true
      this.#options.onSegmentCreated(this.#writer.reader)
    }
    return this.#writer
  }

  #finishIndex(): void {
    if (this.#writer === null || this.#writer.isGone()) return
    try {
      this.#writer.writeIndex()
    } catch (error) {
      // The cache was cleared in between, and needs no index any more.
      if (!this.#writer.isGone()) throw error
    }
  }
}
