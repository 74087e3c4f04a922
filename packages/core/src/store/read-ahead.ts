import { join } from 'node:path'
import { closeSync, openSync, readInBackground } from './file-access.ts'
import { recordHeaderBytes } from './record-header.ts'
import { rowField, rowNumber, wordAt } from './record-row.ts'
import { noSegment, type RecordTable, type Row } from './record-table.ts'
import { packFileName } from './segment-name.ts'
import type { SegmentReader } from './segment-reader.ts'

/** How far reading ahead has come. */
export interface ReadOutcome {
  readonly kind: 'read'
  readonly records: number
  readonly bytes: number
}

const defaultWindowBytes = 4 * 1024 * 1024

/** One read takes records that lie beside each other, up to this size; a larger record takes one of its own. */
const chunkBytes = 512 * 1024

/** Reading so much between two records costs less than a second read. */
const gapBytes = 64 * 1024

interface Chunk {
  readonly segment: number
  readonly start: number
  end: number
  readonly rows: Row[]
  /** Rows that nobody has taken yet; the memory is used again when there are none. */
  waiting: number
  bytes: Buffer
}

/**
 * Reads records before they are asked for, in the order in which the last session used them, in a thread of Node's.
 *
 * Raw bytes wait in a window of a bounded size, which moves on as records are taken. They are not checked: who takes
 * them decodes them as if they came from the file at that moment. Segments are opened a second time, so that nothing
 * is in flight on a descriptor that the store closes.
 */
export class ReadAhead {
  readonly #folder: string
  readonly #table: RecordTable
  readonly #segments: readonly SegmentReader[]
  readonly #isUsed: (row: Row) => boolean
  readonly #rowToChunk: Map<Row, Chunk> = new Map()
  /** segment number -> own descriptor, or `null` when it can't be opened */
  readonly #descriptors: Map<number, number | null> = new Map()
  /** Memory of chunks that were used up: fresh memory costs more than reading into it. */
  readonly #spare: Buffer[] = []
  #rows: readonly Row[] = []
  #next = 0
  #windowBytes = defaultWindowBytes
  #heldBytes = 0
  #records = 0
  #bytes = 0
  #isReading = false
  /** The record that was taken last, whose map may still be asked for. */
  #last: { readonly row: Row; readonly chunk: Chunk } | null = null
  #settle: (() => void) | null = null

  constructor(
    folder: string,
    table: RecordTable,
    segments: readonly SegmentReader[],
    isUsed: (row: Row) => boolean,
  ) {
    this.#folder = folder
    this.#table = table
    this.#segments = segments
    this.#isUsed = isUsed
  }

  /** Begins, and resolves as soon as the window is full or everything is read. Never rejects. */
  start(rows: readonly Row[], windowBytes: number = defaultWindowBytes): Promise<ReadOutcome> {
    this.#rows = rows
    this.#next = 0
    this.#windowBytes = windowBytes
    return new Promise((resolve) => {
      this.#settle = () => resolve({ kind: 'read', records: this.#records, bytes: this.#bytes })
      this.#readOn()
    })
  }

  /** The bytes of a record, if they are here: from its header on. Valid until the next record is taken. */
  take(row: Row): Buffer | undefined {
    if (this.#last?.row === row) return this.#bytesIn(this.#last.chunk, row)
    const chunk = this.#rowToChunk.get(row)
    if (chunk === undefined) return undefined
    this.#rowToChunk.delete(row)
    if (this.#last?.chunk.waiting === 0) this.#release(this.#last.chunk)
    this.#last = { row, chunk }
    chunk.waiting -= 1
    return this.#bytesIn(chunk, row)
  }

  stop(): void {
    this.#rows = []
    this.#next = 0
    this.#rowToChunk.clear()
    this.#spare.length = 0
    this.#last = null
    if (!this.#isReading) this.#rest()
  }

  #release(chunk: Chunk): void {
    this.#heldBytes -= chunk.end - chunk.start
    if (chunk.bytes.buffer.byteLength === chunkBytes) this.#spare.push(chunk.bytes)
    if (!this.#isReading) this.#readOn()
  }

  #readOn(): void {
    const chunk = this.#heldBytes < this.#windowBytes ? this.#nextChunk() : null
    if (chunk === null) {
      this.#rest()
      return
    }
    this.#isReading = true
    const length = chunk.end - chunk.start
    chunk.bytes =
      length > chunkBytes
        ? Buffer.allocUnsafeSlow(length)
        : (this.#spare.pop() ?? Buffer.allocUnsafeSlow(chunkBytes))
    const descriptor = this.#descriptors.get(chunk.segment) as number
    readInBackground(descriptor, chunk.bytes, 0, length, chunk.start, (error, count) => {
      this.#isReading = false
      // Stopped meanwhile, or not readable: the records are read, and judged, when somebody asks for them.
      if (error === null && count === length && this.#rows.length > 0) this.#keep(chunk)
      this.#readOn()
    })
  }

  #keep(chunk: Chunk): void {
    for (const row of chunk.rows) {
      if (this.#isUsed(row)) continue
      this.#rowToChunk.set(row, chunk)
      chunk.waiting += 1
      this.#records += 1
    }
    this.#bytes += chunk.end - chunk.start
    if (chunk.waiting > 0) this.#heldBytes += chunk.end - chunk.start
  }

  /** The next rows that one read can take, in their order. */
  #nextChunk(): Chunk | null {
    let chunk: Chunk | null = null
    for (; this.#next < this.#rows.length; this.#next++) {
      const row = this.#rows[this.#next] as Row
      const segment = this.#table.segmentOf(row)
      if (segment === noSegment || this.#isUsed(row) || this.#open(segment) === null) continue
      const { start, end } = this.#placeOf(row)
      if (chunk === null) {
        // What is larger than a window is left to the one who asks for it.
        if (end - start > this.#windowBytes) continue
        chunk = { segment, start, end, rows: [row], waiting: 0, bytes: noBytes }
        continue
      }
      const fits =
        chunk.segment === segment &&
        start >= chunk.end &&
        start - chunk.end <= gapBytes &&
        end - chunk.start <= chunkBytes
      if (!fits) break
      chunk.rows.push(row)
      chunk.end = end
    }
    return chunk
  }

  #bytesIn(chunk: Chunk, row: Row): Buffer {
    const { start, end } = this.#placeOf(row)
    return chunk.bytes.subarray(start - chunk.start, end - chunk.start)
  }

  #placeOf(row: Row): { start: number; end: number } {
    const words = this.#table.wordsOf(row)
    const start = rowNumber(words, rowField.offset)
    const bytes =
      recordHeaderBytes +
      wordAt(words, rowField.headBytes) +
      wordAt(words, rowField.codeBytes) +
      wordAt(words, rowField.mapBytes)
    return { start, end: start + bytes }
  }

  #open(segment: number): number | null {
    let descriptor = this.#descriptors.get(segment)
    if (descriptor === undefined) {
      try {
        const { name } = this.#segments[segment] as SegmentReader
        descriptor = openSync(join(this.#folder, packFileName(name)), 'r')
      } catch {
        // Removed since: the store's own descriptor still reads it.
        descriptor = null
      }
      this.#descriptors.set(segment, descriptor)
    }
    return descriptor
  }

  /** Nothing is to be read at the moment. */
  #rest(): void {
    this.#settle?.()
    this.#settle = null
    if (this.#next < this.#rows.length) return
    for (const descriptor of this.#descriptors.values()) if (descriptor !== null) closeSync(descriptor)
    this.#descriptors.clear()
  }
}

const noBytes: Buffer = Buffer.alloc(0)
