import type { CacheKey } from '../key/cache-key.ts'
import type { CandidateHandle, CandidateRecord } from './candidate.ts'
import type { MemoryLimits } from './memory-tier.ts'
import type { ReadOutcome } from './read-ahead.ts'
import type { StoreListener } from './store-event.ts'
import type { StoreLimits } from './store-limits.ts'

export interface StoreOptions {
  /** Absolute path of the cache; the store's files are in a folder of it that is named by the format version. */
  readonly directory: string
  /** How many candidates of one key are found; older ones are forgotten. Default 8. */
  readonly maxCandidatesPerKey?: number
  /** Limits of the memory tier. Default 64 MiB and 20,000 records. */
  readonly memory?: MemoryLimits
  /** Limits of the folder, applied after closing. Default 1 GiB, least recently used first. */
  readonly limits?: Partial<StoreLimits>
  /** Whether nothing in the folder is ever changed; what is appended lives in the memory tier then. Default false. */
  readonly isReadOnly?: boolean
  /** Whether it goes on with the last session of this process: what both use is told as of one. Default false. */
  readonly continuesSession?: boolean
  /** ms after which a flush gives up. Default 10,000. */
  readonly flushDeadline?: number
  /** Called synchronously, also from within reads. Must not throw. */
  readonly onEvent?: StoreListener
}

export interface WarmOptions {
  /** Bytes held ahead of use. Default 4 MiB. */
  readonly windowBytes?: number
  /** Whether to read although the system holds the files in memory. Default false: it costs more than it saves. */
  readonly evenIfCached?: boolean
}

/** What came of warming: how far it has come so far, that nothing is to be won, or that no session left an order. */
export type WarmOutcome = ReadOutcome | { readonly kind: 'cached' | 'nothing-known' }

/**
 * A persistent multimap from keys to candidates, and some named tables, in append-only segments.
 *
 * No method throws because of anything on disk: what can't be read is missing, what can't be written stays in memory,
 * and one event says so. Methods are synchronous unless they say otherwise.
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
  /**
   * Begins to read records in the background, in the order in which the last session used them; a bounded window of them
   * is held ahead of use. Resolves when the window is full, or at once when the system has the files in memory already.
   * Never rejects.
   */
  warm(options?: WarmOptions): Promise<WarmOutcome>
  /** Writes everything that is queued, and the index. */
  flush(): void
  /**
   * Flushes, writes down what was used, and forgets everything. Afterwards there are no candidates, and `append` does
   * nothing. Applying the limits goes on between other work, for a bounded time; then the files are let go of.
   */
  close(): void
  /**
   * Like `close`, but applies the limits at once and in full, however long that takes.
   * @param limits those that differ from the ones the store was opened with
   */
  prune(limits?: Partial<StoreLimits>): void
  /** Resolves when nothing goes on any more after `close`. Never rejects. */
  settled(): Promise<void>
}
