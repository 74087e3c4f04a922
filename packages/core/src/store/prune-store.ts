import { openStore } from './open-store.ts'
import type { StoreEvent } from './store-event.ts'
import { defaultLimits, type StoreLimits } from './store-limits.ts'
import { readStoreStatistics, type StoreStatistics } from './store-statistics.ts'

/** A cache before and after its limits were applied. */
export interface PrunedStore {
  readonly before: StoreStatistics
  /** As `before` with zeros, when nothing is left. */
  readonly after: StoreStatistics
  /** Why not everything could be done, as an event of the store; null when all was. */
  readonly failure: Extract<StoreEvent, { kind: 'write-failed' | 'upkeep-failed' }> | null
}

/**
 * Applies limits to a cache, in full: evicts what exceeds them, and rewrites what is fragmented. Null when there is no
 * cache of this format. Builds that use the cache at the moment go on undisturbed; what they write stays. Never throws.
 * @param directory the folder of the cache, as the store is opened with
 */
export function pruneStore(directory: string, limits: Partial<StoreLimits>): PrunedStore | null {
  const before = readStoreStatistics(directory)
  if (before === null) return null
  let failure: PrunedStore['failure'] = null
  const store = openStore({
    directory,
    // Opening must not remove whole segments before anybody has looked what is in them.
    limits: { maxBytes: Number.POSITIVE_INFINITY },
    onEvent: (event) => {
      if (event.kind === 'write-failed' || event.kind === 'upkeep-failed') failure ??= event
    },
  })
  store.prune({ maxBytes: defaultLimits.maxBytes, ...limits })
  const empty = { ...before, segments: 0, entries: 0, bytes: 0, newestAt: null, oldestAt: null }
  return { before, after: readStoreStatistics(directory) ?? empty, failure }
}
