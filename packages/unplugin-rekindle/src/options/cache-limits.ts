import { defaultLimits, type PolicyName, policyNames, type StoreLimits } from '@rekindle/core'

/** How much a cache folder may hold; all may be left out. What exceeds a limit is removed after a build. */
export interface CacheLimits {
  /**
   * Bytes of all stored results.
   * @default 1_073_741_824
   */
  readonly bytes?: number | undefined
  /** Number of stored results. As many as there are, when left out. */
  readonly entries?: number | undefined
  /** Days for which a result is kept that no build uses. For ever, when left out. */
  readonly days?: number | undefined
  /**
   * What goes first: the least recently used (`lru`), the least frequently used (`lfu`), or the oldest (`fifo`).
   * @default 'lru'
   */
  readonly policy?: PolicyName | undefined
}

const msPerDay = 24 * 60 * 60 * 1000

type Check = (value: unknown) => boolean

const isCount: Check = (value) => Number.isInteger(value) && (value as number) > 0

/** Exhaustive by type: a limit without a check does not compile. */
const CHECKS: { readonly [Name in keyof Required<CacheLimits>]: Check } = {
  bytes: isCount,
  entries: isCount,
  days: (value) => typeof value === 'number' && value > 0,
  policy: (value) => policyNames.some((name) => name === value),
}

/** What `isCacheLimits` asks for, in words. */
export const limitsForm: string = `an object with bytes and entries (whole numbers above 0), days (a number above 0) and policy (${policyNames.join(', ')})`

export function isCacheLimits(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(
      ([name, limit]) =>
        Object.hasOwn(CHECKS, name) && (limit === undefined || CHECKS[name as keyof CacheLimits](limit)),
    )
  )
}

/** The limits as the store takes them. */
export function storeLimits({ bytes, entries, days, policy }: CacheLimits = {}): StoreLimits {
  return {
    maxBytes: bytes ?? defaultLimits.maxBytes,
    maxEntries: entries ?? defaultLimits.maxEntries,
    maxAge: days === undefined ? defaultLimits.maxAge : days * msPerDay,
    policy: policy ?? defaultLimits.policy,
  }
}
