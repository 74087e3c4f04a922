import type { CacheKey, RekindleEvent } from '@rekindle/core'

/** What is known of a call besides its event. It is told to people; no event, key or result has it. */
export interface CallFacts {
  readonly key: CacheKey
  /** When the hook, or the look for its result, began; as `performance.now()` gives it, ms. */
  readonly startedAt: number
  /** What the hook cost, or of a hit what it took to restore it, ms. Null where it isn't measured: the hook has not run yet. */
  readonly milliseconds: number | null
  /** Of a hit: what the hook cost when its result was made, ms; null: not known. */
  readonly storedMilliseconds: number | null
}

/** Receives every event, with what is known of the call if it is about one. */
export type CallListener = (event: RekindleEvent, call?: CallFacts) => void
