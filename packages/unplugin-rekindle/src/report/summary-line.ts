import type { BuildReport } from './build-statistics.ts'

/** So many reasons are named; the others are counted. */
const NAMED = 3

/** What a build or its outputs came to, in one line without a line feed; null when there is nothing to say. `what` stands at its start. */
export function summaryLine(
  { hooks, bypassed, uncacheable, times, quarantined, failures }: BuildReport,
  what = '',
): string | null {
  const { run, restored } = hooks
  const reasons = new Map(Object.entries(bypassed))
  for (const [why, count] of Object.entries(uncacheable)) {
    // Most plugins return nothing for most modules; that costs nothing and says nothing.
    if (why !== 'empty-result') {
      reasons.set(why, (reasons.get(why) ?? 0) + count)
    }
  }
  if (run + restored === 0 && reasons.size === 0 && failures.length === 0) {
    return null
  }
  return [
    `[rekindle] ${what}${restored} restored, ${run + hooks.bypassed} ran`,
    restored > 0 ? `${seconds(Math.max(0, times.saved - times.restoring))} saved` : null,
    reasons.size > 0 ? `not cached: ${describeReasons(reasons)}` : null,
    quarantined.length > 0 ? `in quarantine: ${quarantined.length}` : null,
    failures.length > 0 ? `failures of the cache: ${failures.length} (${failures[0]})` : null,
  ]
    .filter((part) => part !== null)
    .join('; ')
}

function describeReasons(reasons: ReadonlyMap<string, number>): string {
  const sorted = [...reasons].sort(([, one], [, other]) => other - one)
  const named = sorted.slice(0, NAMED).map(([why, count]) => `${count} (${why})`)
  const others = sorted.slice(NAMED).reduce((sum, [, count]) => sum + count, 0)
  return [...named, ...(others > 0 ? [`${others} for other reasons`] : [])].join(', ')
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
