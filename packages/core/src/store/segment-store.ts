import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { CacheKey } from '../key/cache-key.ts'
import type { CandidateHandle, CandidateRecord } from './candidate.ts'
import { Closing } from './closing.ts'
import { evictSegments } from './evict-segments.ts'
import { versionFolderName } from './format-version.ts'
import { type KeyWords, parseKeyWords } from './key-words.ts'
import { type MemoryLimits, MemoryTier } from './memory-tier.ts'
import { type OpenedSegment, openSegment } from './open-segment.ts'
import { type PreparedFolder, prepareFolder } from './prepare-folder.ts'
import { ReadAhead } from './read-ahead.ts'
import type { RecordContent } from './record-codec.ts'
import { maxTime, type RecordKind, recordKind } from './record-header.ts'
import { rowWords, wordAt } from './record-row.ts'
import { RecordSource } from './record-source.ts'
import { RecordTable, type Row } from './record-table.ts'
import { currentListing, type ListedSegment } from './segment-folder.ts'
import { segmentHeaderBytes } from './segment-header.ts'
import type { SegmentReader } from './segment-reader.ts'
import { areSegmentsOnDisk } from './segments-on-disk.ts'
import type { Store, StoreOptions, WarmOptions, WarmOutcome } from './store.ts'
import type { StoreListener } from './store-event.ts'
import { defaultLimits, type StoreLimits, shareAfterEviction } from './store-limits.ts'
import { StoredCandidate } from './stored-candidate.ts'
import { usageField, usageRowWords } from './usage-codec.ts'
import { readUsageFile } from './usage-file.ts'
import { WriteQueue } from './write-queue.ts'

const defaultMemory: MemoryLimits = { maxBytes: 64 * 1024 * 1024, maxEntries: 20_000 }
const defaultMaxCandidates = 8
const defaultFlushDeadline = 10_000

/** Whole segments are evicted in an emergency: the limit is divided into at least this many, within bounds. */
const segmentsPerLimit = 16
const minSegmentBytes = 1024 * 1024
const maxSegmentBytes = 64 * 1024 * 1024

/** The disk tier with the memory tier over it; see `Store`. */
export class SegmentStore implements Store {
  readonly #folder: string
  readonly #limits: StoreLimits
  readonly #onEvent: StoreListener
  readonly #prepared: PreparedFolder
  readonly #table: RecordTable
  readonly #memory: MemoryTier
  readonly #queue: WriteQueue
  readonly #source: RecordSource
  readonly #readAhead: ReadAhead
  /** segment number -> reader; a number is never given twice */
  readonly #segments: SegmentReader[] = []
  readonly #ownSegments: Map<SegmentReader, number> = new Map()
  readonly #missingIndexes: OpenedSegment[] = []
  /** Candidates that were read or appended, in the order of their first use. */
  readonly #used: Set<Row> = new Set()
  readonly #earliestTime: number
  readonly #closing: Closing
  #isClosed = false

  constructor(options: StoreOptions) {
    const { directory, isReadOnly = false, onEvent = ignoreEvent } = options
    const folder = join(directory, versionFolderName)
    this.#folder = folder
    this.#limits = { ...defaultLimits, ...options.limits }
    this.#onEvent = onEvent
    this.#table = new RecordTable(options.maxCandidatesPerKey ?? defaultMaxCandidates)
    this.#memory = new MemoryTier(options.memory ?? defaultMemory)
    this.#prepared = prepareFolder({ directory, folder, limits: this.#limits, isReadOnly, onEvent })
    this.#queue = new WriteQueue({
      directory,
      folder,
      generation: this.#prepared.generation,
      isReadOnly,
      flushDeadline: options.flushDeadline ?? defaultFlushDeadline,
      isFolderKnown: this.#prepared.isThere,
      maxSegmentBytes: clamp(this.#limits.maxBytes / segmentsPerLimit, minSegmentBytes, maxSegmentBytes),
      now: () => this.#now(),
      onEvent,
      onSegmentCreated: (reader) => this.#takeOwnSegment(reader),
      onPlaced: (row, placed, reader) =>
        this.#table.place(row, placed.header, this.#ownSegments.get(reader) as number, placed.offset),
    })
    this.#readAhead = new ReadAhead(folder, this.#table, this.#segments, (row) => this.#used.has(row))
    this.#source = new RecordSource({
      table: this.#table,
      memory: this.#memory,
      queue: this.#queue,
      segments: this.#segments,
      readAhead: this.#readAhead,
      onEvent,
    })
    this.#load()
    this.#earliestTime = Math.min(this.#table.newestTime + 1, maxTime)
    this.#closing = new Closing({
      folder,
      table: this.#table,
      source: this.#source,
      queue: this.#queue,
      segments: this.#segments,
      ownSegments: this.#ownSegments,
      missingIndexes: this.#missingIndexes,
      limits: this.#limits,
      usages: this.#prepared.usages,
      generation: this.#prepared.generation,
      used: this.#used,
      continuesSession: options.continuesSession ?? false,
      onEvent,
    })
  }

  #load(): void {
    const opened = this.#prepared.segments
      .map(({ name }) => openSegment(this.#folder, name, this.#onEvent))
      .filter((segment) => segment !== null)
    this.#table.reserve(opened.reduce((sum, { rows }) => sum + rows.length / rowWords, 0))
    for (const segment of opened) {
      const { reader, rows } = segment
      // A descriptor is worth keeping for what can be read through it, or for garbage that is to be removed.
      if (rows.length === 0 && reader.bytes <= segmentHeaderBytes) reader.close()
      else this.#table.load(rows, this.#segments.push(reader) - 1)
      if (segment.missingIndex !== null) this.#missingIndexes.push(segment)
    }
  }

  candidates(key: CacheKey): readonly CandidateHandle[] {
    const words = parseKeyWords(key)
    if (this.#isClosed) return []
    return this.#table
      .rowsOf(words)
      .map((row) => new StoredCandidate(this.#source, this.#used, key, row, this.#table.recordedAt(row)))
  }

  append(record: CandidateRecord): void {
    const words = parseKeyWords(record.key)
    const { head, code, map } = record
    const row = this.#append(recordKind.candidate, words, { head, code, map })
    if (row !== null) this.#used.add(row)
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

  async warm(options: WarmOptions = {}): Promise<WarmOutcome> {
    const newest = this.#prepared.usages.at(-1)
    if (newest === undefined || this.#isClosed) return { kind: 'nothing-known' }
    if (options.evenIfCached !== true && !areSegmentsOnDisk(this.#segments)) return { kind: 'cached' }
    const uses = readUsageFile(this.#folder, newest, this.#onEvent)
    const rows: Row[] = []
    for (let at = 0; at < uses.length; at += usageRowWords) {
      const row = this.#table.rowWithIdentity(
        wordAt(uses, at + usageField.key0),
        wordAt(uses, at + usageField.identity),
      )
      if (row !== null) rows.push(row)
    }
    return await this.#readAhead.start(rows, options.windowBytes)
  }

  flush(): void {
    if (!this.#isClosed) this.#queue.flush()
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#closing.inBackground()
  }

  prune(limits: Partial<StoreLimits> = {}): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#closing.atOnce({ ...this.#limits, ...limits })
  }

  settled(): Promise<void> {
    return this.#closing.settled
  }

  /** Oldest first. A copy: reading drops damaged rows from the table. */
  #rowsOfTable(name: string): Row[] {
    return this.#table.tableRowsOf(tableKey(name))
  }

  #readTableRow(name: string, row: Row): string | null {
    const record = this.#source.read(row)
    return 'kind' in record || record.head !== name ? null : record.code
  }

  /**
   * The time to record at: after everything that was on disk at opening, and not before anything since. A clock that went
   * back, or a build within the same ms, must not make new records look older than those they follow.
   */
  #now(): number {
    return Math.max(Date.now(), this.#earliestTime, this.#table.newestTime)
  }

  #append(kind: RecordKind, key: KeyWords, content: RecordContent): Row | null {
    if (this.#isClosed) return null
    const recordedAt = this.#now()
    const row = this.#table.addPending(key, recordedAt, kind === recordKind.table)
    this.#memory.set(row, content)
    this.#queue.add(row, { kind, key, recordedAt, content })
    return row
  }

  /** This process alone may fill the disk: each further segment of its own makes room for itself. */
  #takeOwnSegment(reader: SegmentReader): void {
    if (this.#ownSegments.size > 0 && !this.#isClosed) {
      const { maxBytes } = this.#limits
      const others = currentListing(this.#folder).segments.filter(
        ({ name }) => name.base !== reader.name.base,
      )
      const bounds = { above: maxBytes, downTo: maxBytes * shareAfterEviction }
      evictSegments(this.#folder, this.#leastUsedFirst(others), bounds, this.#onEvent)
    }
    this.#ownSegments.set(reader, this.#segments.push(reader) - 1)
  }

  /** Segments by how many of their records this session has used, then by age. */
  #leastUsedFirst(segments: readonly ListedSegment[]): ListedSegment[] {
    const baseToUses = new Map<string, number>()
    for (const row of this.#used) {
      const base = this.#segments[this.#table.segmentOf(row)]?.name.base
      if (base !== undefined) baseToUses.set(base, (baseToUses.get(base) ?? 0) + 1)
    }
    const usesOf = ({ name }: ListedSegment): number => baseToUses.get(name.base) ?? 0
    return [...segments].sort((a, b) => usesOf(a) - usesOf(b))
  }
}

function ignoreEvent(): void {}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}

/** Tables live among the candidates' records, under digests of their names. */
function tableKey(name: string): KeyWords {
  const digest = createHash('sha256').update('table\0').update(name).digest()
  return [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12)]
}
