import type { CacheKey } from '../key/cache-key.ts'
import type { CandidateRecord } from './candidate.ts'

/**
 * A tier below the disk, such as a server that a team shares. It may be slow, and it may fail: whoever stacks it under a
 * store bounds both. What it gives is verified like anything else before it is restored.
 */
export interface RemoteTier {
  /** For events. */
  readonly name: string
  /**
   * The candidates under a key, newest first; none is an empty list.
   * Rejects when the tier can't answer, or the signal aborts.
   */
  read(key: CacheKey, signal: AbortSignal): Promise<readonly CandidateRecord[]>
  /** Keeps the records, in their order. Rejects like `read`. */
  write(records: readonly CandidateRecord[], signal: AbortSignal): Promise<void>
}
