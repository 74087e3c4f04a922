import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { CacheKey } from '../key/cache-key.ts'
import type { CandidateHandle, CandidateRecord, Unreadable } from './candidate.ts'
import { versionFolderName } from './format-version.ts'
import { type KeyWords, parseKeyWords } from './key-words.ts'
import { type LoadedRecord, type MemoryLimits, MemoryTier } from './memory-tier.ts'
import { type RecordContent, type RecordKind, recordKind } from './record-codec.ts'
import { rowField, rowWords, wordAt } from './record-row.ts'
import { RecordSource } from './record-source.ts'
import { RecordTable, type Row } from './record-table.ts'
import { evictSegments, listSegments, purgeOlderVersions } from './segment-folder.ts'
import { openSegment } from './segment-reader.ts'
import type { StoreListener } from './store-event.ts'
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
  appendTable(name: string, text: string): void
  /** Writes everything that is queued, and the index. */
  flush(): void
  /** Flushes and lets go of the files. Afterwards there are no candidates, and `append` does nothing. */
  close(): void
}

const defaultMemory: MemoryLimits = { maxBytes: 64 * 1024 * 1024, maxEntries: 20_000 }
const defaultMaxBytes = 1024 * 1024 * 1024
const defaultMaxCandidates = 8

/** Opens the store in a folder, which need not exist. Nothing is created before the first write. Never throws. */
export function openStore(options: StoreOptions): Store {
  return new SegmentStore(options)
}

class SegmentStore implements Store {
  readonly #table: RecordTable
  readonly #memory: MemoryTier
  readonly #queue: WriteQueue
  readonly #source: RecordSource
  #isClosed = false

  constructor(options: StoreOptions) {
    const onEvent = options.onEvent ?? ((): void => {})
    const folder = join(options.directory, versionFolderName)
    this.#table = new RecordTable(options.maxCandidatesPerKey ?? defaultMaxCandidates)
    this.#memory = new MemoryTier(options.memory ?? defaultMemory)

    purgeOlderVersions(options.directory, onEvent)
    const listed = listSegments(folder)
    const names = evictSegments(folder, listed.names, options.maxBytes ?? defaultMaxBytes, onEvent)

    const readerToNumber = new Map<unknown, number>()
    this.#queue = new WriteQueue({
      directory: options.directory,
      folder,
      isFolderKnown: listed.exists,
      onEvent,
      onSegmentCreated: (reader) => readerToNumber.set(reader, this.#source.addSegment(reader)),
      onPlaced: (row, placed, reader) =>
        this.#table.place(row, placed.header, readerToNumber.get(reader) as number, placed.offset),
    })
    this.#source = new RecordSource(this.#table, this.#memory, this.#queue, onEvent)
    const segments = names
      .map((name) => openSegment(folder, name, onEvent))
      .filter((opened) => opened !== null)
    this.#table.reserve(segments.reduce((sum, { rows }) => sum + rows.length / rowWords, 0))
    for (const { reader, rows } of segments) {
      // A descriptor is worth keeping only for what can be read through it.
      if (rows.length === 0) reader.close()
      else this.#table.load(rows, this.#source.addSegment(reader))
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
    const key = tableKey(name)
    const texts: string[] = []
    for (const row of [...this.#table.tableRows]) {
      const words = this.#table.wordsOf(row)
      if (key.some((word, position) => wordAt(words, rowField.key + position) !== word)) continue
      const record = this.#source.read(row)
      if (!('kind' in record) && record.head === name && record.code !== null) texts.push(record.code)
    }
    return texts
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
    this.#isClosed = true
    this.#source.close()
  }

  #append(kind: RecordKind, key: KeyWords, content: RecordContent): void {
    if (this.#isClosed) return
    // A clock that went back must not make this record look older than those it follows.
    const recordedAt = Math.max(Date.now(), this.#table.newestTime)
    const row = this.#table.addPending(key, recordedAt, kind === recordKind.table)
    this.#memory.set(row, content)
    this.#queue.add(row, { kind, key, recordedAt, content })
  }
}

class StoredCandidate implements CandidateHandle {
  readonly key: CacheKey
  readonly recordedAt: number
  readonly #source: RecordSource
  readonly #row: Row
  #record: LoadedRecord | Unreadable | null = null
  #map: string | null | Unreadable | undefined

  constructor(source: RecordSource, key: CacheKey, row: Row, recordedAt: number) {
    this.#source = source
    this.key = key
    this.#row = row
    this.recordedAt = recordedAt
  }

  readHead(): string | Unreadable {
    const record = this.#load()
    return 'kind' in record ? record : record.head
  }

  readCode(): string | null | Unreadable {
    const record = this.#load()
    return 'kind' in record ? record : record.code
  }

  readMap(): string | null | Unreadable {
    const record = this.#load()
    if ('kind' in record) return record
    if (this.#map === undefined) this.#map = this.#source.readMap(this.#row, record)
    return this.#map
  }

  #load(): LoadedRecord | Unreadable {
    this.#record ??= this.#source.read(this.#row)
    return this.#record
  }
}

/** Tables live among the candidates' records, under digests of their names. */
function tableKey(name: string): KeyWords {
  const digest = createHash('sha256').update('table\0').update(name).digest()
  return [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12)]
}
