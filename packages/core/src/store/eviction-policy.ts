/** What is known of a stored result when somebody has to go. */
export interface EvictionFacts {
  /** When it was stored, ms since 1970. */
  readonly recordedAt: number
  /** When a build last used it, ms since 1970; when it was stored, if none has. */
  readonly usedAt: number
  /** How many builds have used it, the one that stored it included; old ones count for less. */
  readonly uses: number
}

/** Ranks stored results: the lowest rank goes first. */
export type EvictionPolicy = (facts: EvictionFacts) => number

/** Beyond every time in seconds that a file can hold. */
const timeRange = 2 ** 32

/** More uses than this make no difference; the product with `timeRange` is exact. */
const mostUses = 2 ** 20

export type PolicyName = 'lru' | 'lfu' | 'fifo'

export const policies: Readonly<Record<PolicyName, EvictionPolicy>> = {
  /** Least recently used. */
  lru: ({ usedAt }) => usedAt,
  /** Least frequently used, of equals the least recently used. */
  lfu: ({ uses, usedAt }) => Math.min(uses, mostUses) * timeRange + usedAt / 1000,
  /** First in, first out. */
  fifo: ({ recordedAt }) => recordedAt,
}

export const policyNames: readonly PolicyName[] = Object.keys(policies) as PolicyName[]
