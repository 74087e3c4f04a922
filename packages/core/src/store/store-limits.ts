import type { PolicyName } from './eviction-policy.ts'

/** How much a cache folder may hold. */
export interface StoreLimits {
  /** Bytes of all segments. Default 1 GiB. */
  readonly maxBytes: number
  /** Stored results. Default: as many as there are. */
  readonly maxEntries: number
  /** How long a result is kept that no build uses, ms. Default: for ever. */
  readonly maxAge: number
  /** What goes first when there is too much. Default `lru`. */
  readonly policy: PolicyName
}

export const defaultLimits: StoreLimits = {
  maxBytes: 1024 * 1024 * 1024,
  maxEntries: Number.POSITIVE_INFINITY,
  maxAge: Number.POSITIVE_INFINITY,
  policy: 'lru',
}

/** An eviction goes on until this share of the limit is left, so that it isn't due again at once. */
export const shareAfterEviction = 0.8

/**
 * Above this share of the limit whole segments go without a look at what is in them. It bounds a folder whose
 * processes are always ended before they can clean up.
 */
export const shareForEmergency = 1.25
