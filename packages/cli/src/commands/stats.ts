import { readStoreStatistics, type StoreStatistics } from '@rekindle/core'
import type { CommandDef } from 'citty'
import { CACHE_DIR_OPTION, resolveCacheFolder } from '../cache-folder.ts'
import { CommandError } from '../command-error.ts'
import { formatCount, formatSize } from '../format-size.ts'

/** `rekindle stats`: what is in a cache. */
export const statsCommand: CommandDef = {
  meta: { name: 'stats', description: 'Show what a cache holds: how many results, how much space, how old.' },
  args: {
    'cache-dir': CACHE_DIR_OPTION,
    json: { type: 'boolean', description: 'Print JSON, with sizes in bytes and times in ISO 8601.' },
  },
  run({ args }) {
    const folder = resolveCacheFolder(String(args['cache-dir']))
    const statistics = readStoreStatistics(folder)
    if (statistics === null) {
      throw new CommandError({
        code: 'NO_CACHE',
        message: `There is no cache in ${folder}.`,
        consequence: 'There is nothing to show; the next build with Rekindle starts a cache.',
        hint: 'Build once with the plugin, go to the folder of the project, or name another cache with --cache-dir.',
        exitCode: 2,
      })
    }
    console.log(args.json === true ? printJson(folder, statistics) : printText(folder, statistics))
  },
}

function printJson(folder: string, { newestAt, oldestAt, ...counts }: StoreStatistics): string {
  return JSON.stringify(
    { folder, ...counts, newestAt: isoTime(newestAt), oldestAt: isoTime(oldestAt) },
    null,
    2,
  )
}

function printText(folder: string, statistics: StoreStatistics): string {
  const rows = [
    ['Folder', folder],
    ['Format', `version ${statistics.formatVersion}`],
    ['Segments', formatCount(statistics.segments)],
    ['Entries', formatCount(statistics.entries)],
    ['Size', `${formatSize(statistics.bytes)} (${formatCount(statistics.bytes)} bytes)`],
    ['Newest', time(statistics.newestAt)],
    ['Oldest', time(statistics.oldestAt)],
  ]
  return rows.map(([name = '', value]) => `${name.padEnd(10)}${value}`).join('\n')
}

function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}

function time(ms: number | null): string {
  return ms === null
    ? 'no entries'
    : new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).format(ms)
}
