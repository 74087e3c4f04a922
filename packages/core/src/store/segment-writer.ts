import { dirname, join } from 'node:path'
import {
  closeSync,
  errorCode,
  existsSync,
  fstatSync,
  makeFolder,
  openSync,
  statSync,
  writeFully,
} from './file-access.ts'
import { writeIndexFile } from './index-file.ts'
import { encodeRecord, type MeasuredRecord } from './record-codec.ts'
import { type RecordHeader, recordBytes } from './record-header.ts'
import { RowList } from './record-row.ts'
import { noteWriting } from './segment-activity.ts'
import { encodeSegmentHeader, segmentHeaderBytes } from './segment-header.ts'
import { createSegmentName, packFileName } from './segment-name.ts'
import { SegmentReader } from './segment-reader.ts'

/** A queue's slice fits in. */
const usualBatchBytes = 1024 * 1024
/** How often a folder is created again at most before a file in it. */
const maxAttempts = 3

const emptyBatch: Buffer = Buffer.alloc(0)

/** Where a record came to stand. */
export interface PlacedRecord {
  readonly header: RecordHeader
  readonly offset: number
}

/** Where a segment is to be created, and how it is named. */
export interface NewSegment {
  readonly directory: string
  /** The version's folder in `directory`. */
  readonly folder: string
  /** Whether `folder` has been there before. */
  readonly isFolderKnown: boolean
  /** ms since 1970 */
  readonly now: number
  readonly generation: number
}

/**
 * The segment that this process appends to. Only its creator writes to a segment; others may read it meanwhile.
 * All methods throw the system's error; the caller then stops writing.
 */
export class SegmentWriter {
  readonly reader: SegmentReader
  readonly #folder: string
  readonly #rows: RowList = new RowList()
  /** Some file systems count no links, or number no files, and say 0 of every one. */
  readonly #isLinkCounted: boolean
  readonly #fileNumber: number
  #end: number = segmentHeaderBytes
  #indexedBytes = 0
  /** Memory of the last batch, used again until the index is written: fresh memory costs more than encoding. */
  #batch: Buffer = emptyBatch

  private constructor(folder: string, reader: SegmentReader) {
    this.#folder = folder
    this.reader = reader
    const { nlink, ino } = fstatSync(reader.descriptor)
    this.#isLinkCounted = nlink > 0
    this.#fileNumber = ino
  }

  /**
   * Creates the folder where needed, and a segment in it.
   *
   * When the folder had been there and is gone, it is created again only if its parent still stands: whoever
   * deleted `<directory>` gets a fresh cache, whoever deleted the project doesn't get a part of it back.
   */
  static create({ directory, folder, isFolderKnown, now, generation }: NewSegment): SegmentWriter {
    if (isFolderKnown && !existsSync(dirname(directory))) {
      throw Object.assign(new Error(`The folder that held ${directory} is gone`), { code: 'ENOENT' })
    }
    const name = createSegmentName(now, process.pid, generation)
    const descriptor = createFile(folder, packFileName(name))
    try {
      writeFully(descriptor, encodeSegmentHeader(), 0)
      noteWriting(name)
      return new SegmentWriter(folder, new SegmentReader(name, descriptor, segmentHeaderBytes))
    } catch (error) {
      closeSync(descriptor)
      throw error
    }
  }

  /** Bytes of the segment. */
  get bytes(): number {
    return this.#end
  }

  /** Whether the file was deleted, or its folder moved or replaced: what is written now, no later process will see. */
  isGone(): boolean {
    if (this.#isLinkCounted && fstatSync(this.reader.descriptor).nlink === 0) return true
    const stat = statSync(join(this.#folder, packFileName(this.reader.name)), { throwIfNoEntry: false })
    return stat === undefined || stat.ino !== this.#fileNumber
  }

  /**
   * Appends the records in one write. A failure may leave a torn tail, which readers ignore; the segment must not be
   * appended to afterwards.
   */
  write(records: readonly MeasuredRecord[]): PlacedRecord[] {
    let bytes = 0
    for (const record of records) bytes += recordBytes(record)
    if (this.#batch.length < bytes) this.#batch = Buffer.allocUnsafeSlow(Math.max(bytes, usualBatchBytes))
    const batch = this.#batch.subarray(0, bytes)
    const placed: PlacedRecord[] = []
    let start = 0
    for (const record of records) {
      placed.push({ header: encodeRecord(record, batch, start, this.reader.seal), offset: this.#end + start })
      start += recordBytes(record)
    }
    writeFully(this.reader.descriptor, batch, this.#end)
    this.#end += bytes
    for (const { header, offset } of placed) this.#rows.add(header, offset)
    return placed
  }

  /** Brings the index file up to date. */
  writeIndex(): void {
    this.#batch = emptyBatch
    if (this.#indexedBytes === this.#end) return
    writeIndexFile(this.#folder, this.reader.name, { rows: this.#rows.words(), coveredBytes: this.#end })
    this.#indexedBytes = this.#end
  }
}

/** Somebody who clears the cache can remove the folder in between, while it is still empty. */
function createFile(folder: string, file: string): number {
  for (let attempt = 1; ; attempt++) {
    makeFolder(folder)
    try {
      return openSync(join(folder, file), 'wx+')
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || attempt === maxAttempts) throw error
    }
  }
}
