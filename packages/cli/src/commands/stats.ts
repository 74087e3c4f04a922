import { type DiaryBuild, readDiary, readStoreStatistics, type StoreStatistics } from '@rekindle/core'
import type { CommandDef } from 'citty'
import { buildsAside, describeBuildsAside } from '../builds-aside.ts'
import { CACHE_DIR_OPTION, JSON_OPTION, resolveCacheFolder } from '../cache-folder.ts'
import { type CallCounts, countCalls, groupCalls, hitRate } from '../count-calls.ts'
import { hitRateTooLow, invalidOption, noBuildKnown, noCache } from '../errors.ts'
import { formatCount, formatSize } from '../format-size.ts'
import { formatDuration, formatMoment, isoMoment } from '../format-time.ts'
import { lastBuilds } from '../known-builds.ts'
import { colors, formatRows, printResult } from '../text-output.ts'
import { describeWholeBuild, lastWholeBuild } from '../whole-build.ts'

/** What the last build of a project came to. */
interface LastBuild extends CallCounts {
  readonly startedAt: string
  readonly milliseconds: number
  /** Percent; null: nothing could be cached. */
  readonly hitRate: number | null
  readonly restoringMilliseconds: number
  readonly plugins: readonly (CallCounts & { readonly plugin: string; readonly hitRate: number | null })[]
}

/** `rekindle stats`: what is in a cache, and what it did for the last build. */
export const statsCommand: CommandDef = {
  meta: {
    name: 'stats',
    description: 'Show what a cache holds, and how many calls of the last build it answered.',
  },
  args: {
    'cache-dir': CACHE_DIR_OPTION,
    'min-hit-rate': {
      type: 'string',
      valueHint: 'percent',
      description: 'Fail (exit code 1) if the last build was answered to less than this.',
    },
    json: JSON_OPTION,
  },
  run({ args }) {
    const minimum = readMinimum(args['min-hit-rate'])
    const folder = resolveCacheFolder(args['cache-dir'])
    const statistics = readStoreStatistics(folder)
    const aside = buildsAside(folder)
    if (statistics === null && aside !== null) {
      printResult(args['json'], { folder, aside }, () => describeBuildsAside(aside))
      return
    }
    if (statistics === null) {
      throw noCache(folder, 'There is nothing to show; the next build with Rekindle starts a cache.')
    }
    const known = readDiary(folder)
    const builds = lastBuilds(known)
    const build = builds.length === 0 ? null : describeBuilds(builds)
    const { newestAt, oldestAt, ...counts } = statistics
    const times = { newestAt: isoTime(newestAt), oldestAt: isoTime(oldestAt) }
    const wholeBuild = lastWholeBuild(folder, known)
    printResult(
      args['json'],
      { folder, ...counts, ...times, build, wholeBuild, ...(aside !== null && { aside }) },
      () =>
        [
          printText(folder, statistics, build),
          ...(wholeBuild === null ? [] : ['', describeWholeBuild(wholeBuild)]),
          ...(aside === null ? [] : ['', describeBuildsAside(aside)]),
        ].join('\n'),
    )
    if (minimum !== null) {
      checkRate(folder, build, minimum)
    }
  },
}

function readMinimum(value: unknown): number | null {
  const minimum = value === undefined ? null : Number(value)
  if (minimum !== null && !(minimum >= 0 && minimum <= 100)) {
    throw invalidOption(
      'The option "--min-hit-rate" must be a number from 0 to 100.',
      `It is ${String(value)}.`,
    )
  }
  return minimum
}

/** Where nothing can be cached nothing is missed. */
function checkRate(folder: string, build: LastBuild | null, minimum: number): void {
  if (build === null) {
    throw noBuildKnown(folder)
  }
  if (build.hitRate !== null && build.hitRate < minimum) {
    throw hitRateTooLow(build.hitRate, minimum)
  }
}

function describeBuilds(builds: readonly DiaryBuild[]): LastBuild {
  const calls = builds.flatMap((build) => build.calls)
  const counts = countCalls(calls)
  const plugins = [...groupCalls(calls, ({ plugin }) => plugin)].map(([plugin, ofPlugin]) => {
    const countsOfPlugin = countCalls(ofPlugin)
    return { plugin, ...roundTimes(countsOfPlugin), hitRate: hitRate(countsOfPlugin) }
  })
  return {
    startedAt: isoMoment(Math.min(...builds.map(({ startedAt }) => startedAt))),
    milliseconds: builds.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    ...roundTimes(counts),
    hitRate: hitRate(counts),
    restoringMilliseconds: Math.round(builds.reduce((sum, build) => sum + build.restoringMilliseconds, 0)),
    plugins: plugins.sort((one, other) => timeOf(other) - timeOf(one)),
  }
}

function roundTimes(counts: CallCounts): CallCounts {
  const { ranMilliseconds, savedMilliseconds } = counts
  return {
    ...counts,
    ranMilliseconds: Math.round(ranMilliseconds),
    savedMilliseconds: Math.round(savedMilliseconds),
  }
}

function timeOf({ ranMilliseconds, savedMilliseconds }: CallCounts): number {
  return ranMilliseconds + savedMilliseconds
}

function printText(folder: string, statistics: StoreStatistics, build: LastBuild | null): string {
  const rows = [
    ['Folder', folder],
    ['Format', `version ${statistics.formatVersion}`],
    ['Segments', formatCount(statistics.segments)],
    ['Entries', formatCount(statistics.entries)],
    ['Size', `${formatSize(statistics.bytes)} (${formatCount(statistics.bytes)} bytes)`],
    ['Newest', time(statistics.newestAt)],
    ['Oldest', time(statistics.oldestAt)],
  ]
  return [formatRows(rows), ...(build === null ? [] : ['', printBuild(build)])].join('\n')
}

function printBuild(build: LastBuild): string {
  const heading = `Last build: ${formatMoment(Date.parse(build.startedAt))}, ${formatDuration(build.milliseconds)}`
  const lines = [...build.plugins, { plugin: 'all', ...build }].map((line) => [
    line.plugin,
    line.hitRate === null ? '-' : `${line.hitRate.toFixed(1)} %`,
    formatCount(line.restored),
    formatCount(line.missed + line.audited),
    formatCount(line.uncached),
    formatDuration(line.ranMilliseconds),
    formatDuration(line.savedMilliseconds),
  ])
  const table = formatRows(
    [['Plugin', 'hit rate', 'restored', 'ran', 'never cached', 'took', 'saved'], ...lines],
    [1, 2, 3, 4, 5, 6],
  )
  return `${colors.bold(heading)}\n${table}`
}

function isoTime(ms: number | null): string | null {
  return ms === null ? null : isoMoment(ms)
}

function time(ms: number | null): string {
  return ms === null ? 'no entries' : formatMoment(ms)
}
