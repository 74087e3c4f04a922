import type { DiaryCall } from '@rekindle/core'

/** Calls by what became of them. */
export interface CallCounts {
  restored: number
  /** The hook ran and its result was stored, or it threw. */
  missed: number
  /** Answers that were made again, to be compared. */
  audited: number
  /** Never stored, whatever came of it. */
  uncached: number
  /** What the hooks took that ran, ms. */
  ranMilliseconds: number
  /** What the restored ones once took, ms. */
  savedMilliseconds: number
}

export function countCalls(calls: Iterable<DiaryCall>): CallCounts {
  const counts: CallCounts = {
    restored: 0,
    missed: 0,
    audited: 0,
    uncached: 0,
    ranMilliseconds: 0,
    savedMilliseconds: 0,
  }
  for (const { decision, milliseconds } of calls) {
    counts[COUNTED_AS[decision.kind]] += 1
    counts[decision.kind === 'hit' ? 'savedMilliseconds' : 'ranMilliseconds'] += milliseconds ?? 0
  }
  return counts
}

const COUNTED_AS = {
  hit: 'restored',
  miss: 'missed',
  failed: 'missed',
  audited: 'audited',
  uncacheable: 'uncached',
  bypassed: 'uncached',
} as const satisfies Record<DiaryCall['decision']['kind'], keyof CallCounts>

/** Of the calls that can be cached, how many the cache had an answer for, in percent; null: there are none. */
export function hitRate({ restored, missed, audited }: CallCounts): number | null {
  const asked = restored + missed + audited
  return asked === 0 ? null : (100 * (restored + audited)) / asked
}

/** In their order, by what `nameOf` says. */
export function groupCalls(
  calls: Iterable<DiaryCall>,
  nameOf: (call: DiaryCall) => string,
): ReadonlyMap<string, readonly DiaryCall[]> {
  const groups = new Map<string, DiaryCall[]>()
  for (const call of calls) {
    const name = nameOf(call)
    const group = groups.get(name) ?? []
    group.push(call)
    groups.set(name, group)
  }
  return groups
}
