import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { CacheKey } from '../key/cache-key.ts'
import type { CandidateHandle, CandidateRecord } from './candidate.ts'
import { compactSegments } from './compact-segments.ts'
import { evictSegments } from './evict-segments.ts'
import { existsSync } from './file-access.ts'
import { versionFolderName } from './format-version.ts'
import { writeIndexFile } from './index-file.ts'
import { isSameKey, type KeyWords, parseKeyWords } from './key-words.ts'
import { type MemoryLimits, MemoryTier } from './memory-tier.ts'
import { type OpenedSegment, openSegment } from './open-segment.ts'
import { isProcessAlive } from './process-alive.ts'
import { purgeOlderVersions } from './purge-older-versions.ts'
import type { RecordContent } from './record-codec.ts'
import { maxTime, type RecordKind, recordKind } from './record-header.ts'
import { keyOfRow, rowWords } from './record-row.ts'
import { RecordSource } from './record-source.ts'
import { RecordTable, type Row } from './record-table.ts'
import { type ListedSegment, listSegments } from './segment-folder.ts'
import { packFileName } from './segment-name.ts'
import type { SegmentReader } from './segment-reader.ts'
import type { StoreListener } from './store-event.ts'
import { StoredCandidate } from './stored-candidate.ts'
import { WriteQueue } from './write-queue.ts'

export interface StoreOptions {
  /** Absolute path of the cache; the store's files are in a folder of it that is named by the format version. */
  readonly directory: string
  /** How many candidates of one key are found; older ones are forgotten. Default 8. */
  readonly maxCandidatesPerKey?: number
  /** Limits of the memory tier. Default 64 MiB and 20,000 records. */
  readonly memory?: MemoryLimits
  /** Bytes of all segments above which the oldest are removed, at opening. Default 1 GiB. */
  readonly maxBytes?: number
  /** Called synchronously, also from within reads. Must not throw. */
  readonly onEvent?: StoreListener
}

/**
 * A persistent multimap from keys to candidates, and some named tables, in append-only segments.
 *
 * No method throws because of anything on disk: what can't be read is missing, what can't be written stays in memory,
 * and one event says so. All methods are synchronous.
 */
export interface Store {
  /**
   * The key's candidates, newest first: those on disk when the store was opened and those appended since.
   * @throws TypeError when the key isn't 32 lowercase hex digits
   */
  candidates(key: CacheKey): readonly CandidateHandle[]
  /** Queues the record; it can be read at once, and is on disk after the next `flush` at the latest. @throws like `candidates` */
  append(record: CandidateRecord): void
  /** All texts that were appended under the name, oldest first, without those that are damaged. */
  readTable(name: string): readonly string[]
  /** The newest intact text under the name, or `null`; the older ones stay unread. */
  readNewestOfTable(name: string): string | null
  appendTable(name: string, text: string): void
  /** Writes everything that is queued, and the index. */
  flush(): void
  /** Flushes and lets go of the files. Afterwards there are no candidates, and `append` does nothing. */
  close(): void
}

const defaultMemory: MemoryLimits = { maxBytes: 64 * 1024 * 1024, maxEntries: 20_000 }
const defaultMaxBytes = 1024 * 1024 * 1024
const defaultMaxCandidates = 8

/** Whole segments are evicted: the limit is divided into at least this many, within bounds. */
const segmentsPerLimit = 16
const minSegmentBytes = 1024 * 1024
const maxSegmentBytes = 64 * 1024 * 1024

/** Opens the store in a folder, which need not exist. Nothing is created before the first write. Never throws. */
export function openStore(options: StoreOptions): Store {
  return new SegmentStore(options)
}

class SegmentStore implements Store {
  readonly #folder: string
  readonly #onEvent: StoreListener
  readonly #table: RecordTable
  readonly #memory: MemoryTier
  readonly #queue: WriteQueue
  readonly #source: RecordSource
  readonly #missingIndexes: OpenedSegment[] = []
  readonly #earliestTime: number
  #isClosed = false

  constructor(options: StoreOptions) {
    const { directory, maxBytes = defaultMaxBytes, onEvent = ignoreEvent } = options
    const folder = join(directory, versionFolderName)
    this.#folder = folder
    this.#onEvent = onEvent
    this.#table = new RecordTable(options.maxCandidatesPerKey ?? defaultMaxCandidates)
    this.#memory = new MemoryTier(options.memory ?? defaultMemory)

    purgeOlderVersions(directory, onEvent)
    const listed = listSegments(folder)
    const readerToNumber = new Map<SegmentReader, number>()
    this.#queue = new WriteQueue({
      directory,
      folder,
      isFolderKnown: listed !== null,
      maxSegmentBytes: Math.min(Math.max(maxBytes / segmentsPerLimit, minSegmentBytes), maxSegmentBytes),
      now: () => this.#now(),
      onEvent,
      onSegmentCreated: (reader) => {
        // This process alone may fill the disk: each further segment of its own makes room for itself.
        if (readerToNumber.size > 0)
          evictSegments(folder, othersThan(reader, listSegments(folder)), maxBytes, onEvent)
        readerToNumber.set(reader, this.#source.addSegment(reader))
      },
      onPlaced: (row, placed, reader) =>
        this.#table.place(row, placed.header, readerToNumber.get(reader) as number, placed.offset),
    })
    this.#source = new RecordSource(this.#table, this.#memory, this.#queue, onEvent)
    this.#load(evictSegments(folder, listed ?? [], maxBytes, onEvent))
    this.#earliestTime = Math.min(this.#table.newestTime + 1, maxTime)
  }

  #load(listed: readonly ListedSegment[]): void {
    const segments = listed
      .map(({ name }) => openSegment(this.#folder, name, this.#onEvent))
      .filter((opened) => opened !== null)
    this.#table.reserve(segments.reduce((sum, { rows }) => sum + rows.length / rowWords, 0))
    for (const opened of segments) {
      // A descriptor is worth keeping only for what can be read through it.
      if (opened.rows.length === 0) opened.reader.close()
      else this.#table.load(opened.rows, this.#source.addSegment(opened.reader))
      if (opened.missingIndex !== null) this.#missingIndexes.push(opened)
    }
  }

  candidates(key: CacheKey): readonly CandidateHandle[] {
    const words = parseKeyWords(key)
    if (this.#isClosed) return []
    return this.#table
      .rowsOf(words)
      .map((row) => new StoredCandidate(this.#source, key, row, this.#table.recordedAt(row)))
  }

  append(record: CandidateRecord): void {
    const words = parseKeyWords(record.key)
    this.#append(recordKind.candidate, words, { head: record.head, code: record.code, map: record.map })
  }

  readTable(name: string): readonly string[] {
    return this.#rowsOfTable(name)
      .map((row) => this.#readTableRow(name, row))
      .filter((text) => text !== null)
  }

  readNewestOfTable(name: string): string | null {
    for (const row of this.#rowsOfTable(name).reverse()) {
      const text = this.#readTableRow(name, row)
      if (text !== null) return text
    }
    return null
  }

  appendTable(name: string, text: string): void {
    this.#append(recordKind.table, tableKey(name), { head: name, code: text, map: null })
  }

  flush(): void {
    if (!this.#isClosed) this.#queue.flush()
  }

  close(): void {
    if (this.#isClosed) return
    this.#queue.flush()
    if (!this.#queue.isStopped) {
      compactSegments({
        folder: this.#folder,
        table: this.#table,
        source: this.#source,
        queue: this.#queue,
        onEvent: this.#onEvent,
      })
      this.#writeMissingIndexes()
    }
    this.#isClosed = true
    this.#source.close()
  }

  /** Oldest first. A copy: reading drops damaged rows from the table. */
  #rowsOfTable(name: string): Row[] {
    const key = tableKey(name)
    return this.#table.tableRows.filter((row) => isSameKey(keyOfRow(this.#table.wordsOf(row)), key))
  }

  #readTableRow(name: string, row: Row): string | null {
    const record = this.#source.read(row)
    return 'kind' in record || record.head !== name ? null : record.code
  }

  /** A killed process has left its segment without an index; who has scanned it spares the next one the work. */
  #writeMissingIndexes(): void {
    for (const { reader, missingIndex } of this.#missingIndexes) {
      if (missingIndex === null || isProcessAlive(reader.name.processId)) continue
      if (!existsSync(join(this.#folder, packFileName(reader.name)))) continue
      try {
        writeIndexFile(this.#folder, reader.name, missingIndex)
      } catch {
        // Nothing is lost: the segment is scanned again.
      }
    }
  }

  /**
   * The time to record at: after everything that was on disk at opening, and not before anything since. A clock that went
   * back, or a build within the same ms, must not make new records look older than those they follow.
   */
  #now(): number {
    return Math.max(Date.now(), this.#earliestTime, this.#table.newestTime)
  }

  #append(kind: RecordKind, key: KeyWords, content: RecordContent): void {
    if (this.#isClosed) return
    const recordedAt = this.#now()
    const row = this.#table.addPending(key, recordedAt, kind === recordKind.table)
    this.#memory.set(row, content)
    this.#queue.add(row, { kind, key, recordedAt, content })
  }
}

function othersThan(reader: SegmentReader, listed: readonly ListedSegment[] | null): ListedSegment[] {
  return (listed ?? []).filter(({ name }) => name.base !== reader.name.base)
}

function ignoreEvent(): void {}

/** Tables live among the candidates' records, under digests of their names. */
function tableKey(name: string): KeyWords {
  const digest = createHash('sha256').update('table\0').update(name).digest()
  return [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12)]
}
