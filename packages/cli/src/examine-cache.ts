import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  type DiaryBuild,
  type DiaryCall,
  readDiary,
  readStoreStatistics,
  type StoreEvent,
} from '@rekindle/core'
import { countCalls, groupCalls, hitRate } from './count-calls.ts'
import { changedParts, describeReason, reasonOf } from './describe-decision.ts'
import { formatCount, formatSize } from './format-size.ts'
import { formatDuration, formatMoment } from './format-time.ts'
import { lastBuilds } from './known-builds.ts'

/** One thing that was looked at. */
export interface Finding {
  readonly about: 'environment' | 'folder' | 'size' | 'diary' | 'build' | 'plugin'
  /** `bad`: the cache can't work like this. */
  readonly level: 'good' | 'note' | 'bad'
  readonly what: string
  readonly advice: string | null
}

/** Looks at a cache from all sides, and changes nothing. */
export function examine(folder: string): readonly Finding[] {
  const damage: StoreEvent[] = []
  const builds = readDiary(folder, (event) => damage.push(event))
  return [
    environment(),
    rights(folder),
    size(folder),
    ...(damage.length === 0
      ? []
      : [
          note(
            'diary',
            `Parts of the diary are damaged: ${damage.length}.`,
            'They are passed over; nothing needs to be done.',
          ),
        ]),
    ...(builds.length === 0
      ? [
          note(
            'build',
            'No build is known.',
            'Build once with the plugin; the option `readOnly` must not be set.',
          ),
        ]
      : describeBuilds(builds)),
  ]
}

function environment(): Finding {
  const ci = process.env['CI'] ?? ''
  const system = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${os.availableParallelism()} processors`
  return good('environment', `${system}${ci === '' ? '' : ', CI is set: files are compared by content'}.`)
}

function rights(folder: string): Finding {
  const there = [folder, ...ancestors(folder)].find((each) => fs.existsSync(each)) ?? folder
  try {
    fs.accessSync(there, fs.constants.R_OK | fs.constants.W_OK)
    return good('folder', `${folder} ${there === folder ? 'can be read and written' : 'can be created'}.`)
  } catch {
    return {
      about: 'folder',
      level: 'bad',
      what: `${there} can't be read and written.`,
      advice: 'See who owns it; or name another folder by the option `cacheDir`, or set `readOnly`.',
    }
  }
}

function ancestors(folder: string): readonly string[] {
  const above = path.dirname(folder)
  return above === folder ? [] : [above, ...ancestors(above)]
}

function size(folder: string): Finding {
  const statistics = readStoreStatistics(folder)
  if (statistics === null) {
    return note(
      'size',
      'Nothing is stored.',
      'Build once with the plugin, or name the folder with --cache-dir.',
    )
  }
  const { entries, bytes, oldestAt } = statistics
  const since = oldestAt === null ? '' : `, the oldest of ${formatMoment(oldestAt)}`
  return good('size', `${formatCount(entries)} results in ${formatSize(bytes)}${since}.`)
}

function describeBuilds(builds: readonly DiaryBuild[]): readonly Finding[] {
  const last = lastBuilds(builds)
  const calls = last.flatMap((build) => build.calls)
  const counts = countCalls(calls)
  const rate = hitRate(counts)
  const restoring = last.reduce((sum, build) => sum + build.restoringMilliseconds, 0)
  const summary = `The last build was answered to ${rate === null ? '-' : `${rate.toFixed(1)} %`} from the cache: ${formatDuration(restoring)} in place of ${formatDuration(counts.savedMilliseconds)}.`
  const byPlugin = groupCalls(calls, ({ plugin }) => plugin)
  return [
    rate === 0 && builds.length > 1
      ? note('build', summary, 'rekindle why <file> says why a module ran.')
      : good('build', summary),
    ...[...byPlugin].flatMap(([plugin, ofPlugin]) => describePlugin(plugin, ofPlugin, builds)),
    ...last.flatMap(({ plugins }) => plugins).flatMap(describeStanding),
  ]
}

/** Of a plugin that has never had a hit: what changes each time. */
function describePlugin(
  plugin: string,
  calls: readonly DiaryCall[],
  builds: readonly DiaryBuild[],
): readonly Finding[] {
  const { restored, audited, missed, uncached } = countCalls(calls)
  const ofAll = builds.filter((build) => build.calls.some((call) => call.plugin === plugin))
  if (restored + audited > 0 || ofAll.length < 2) {
    return []
  }
  if (missed === 0) {
    const [why, count] = mostFrequent(calls.map(whyUncached))
    return uncached === 0 || why === 'it returned nothing'
      ? []
      : [note('plugin', `${plugin}: none of ${uncached} results can be cached; of ${count}: ${why}.`, null)]
  }
  const reasons = calls.map(({ decision }) => reasonOf(decision)).filter((reason) => reason !== null)
  const [why, count] = mostFrequent(reasons.map(describeReason))
  const parts = [...new Set(reasons.flatMap(changedParts))]
  const differing = parts.length === 0 ? '' : ` Of its key differs: ${parts.join(', ')}.`
  return [
    note(
      'plugin',
      `${plugin} had no hit in the last build; of ${count} of ${missed} calls: ${why}.${differing}`,
      ADVICE[parts[0] ?? ''] ??
        'If this is so in each build, something that it reads changes from build to build.',
    ),
  ]
}

const ADVICE: Readonly<Record<string, string>> = {
  toolchain:
    'If this is so in each build, something in the config or its packages is made anew each time: a date, a generated file.',
  plugin:
    'If this is so in each build, its options hold something new each time: a date, a random number, a counter.',
  userKey: 'The option `key` is another: see that it is the same where the cache should hold.',
  code: 'If this is so in each build, a plugin before it gives another code each time.',
}

function whyUncached({ decision }: DiaryCall): string {
  if (decision.kind === 'uncacheable') {
    return 'detail' in decision.refusal ? decision.refusal.detail : 'it returned nothing'
  }
  return decision.kind === 'bypassed' ? decision.why : decision.kind
}

function describeStanding({ plugin, standing, why }: DiaryBuild['plugins'][number]): readonly Finding[] {
  if (standing !== 'left-alone') {
    return []
  }
  return why.startsWith('in quarantine')
    ? [note('plugin', `${plugin}: ${why}.`, 'See errors.md#plugin-quarantined.')]
    : [note('plugin', `${plugin} is left alone: ${why}.`, null)]
}

function mostFrequent(texts: readonly string[]): readonly [text: string, count: number] {
  const counts = new Map<string, number>()
  for (const text of texts) {
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].reduce<readonly [string, number]>(
    (most, next) => (next[1] > most[1] ? next : most),
    ['', 0],
  )
}

function good(about: Finding['about'], what: string): Finding {
  return { about, level: 'good', what, advice: null }
}

function note(about: Finding['about'], what: string, advice: string | null): Finding {
  return { about, level: 'note', what, advice }
}
