import { type CacheKey, cacheKeyOf } from '@rekindle/core'
import type { SnapshotRoom } from './snapshot-room.ts'

/** Begins anew when snapshots change their meaning. */
const FORMAT = '3'

/** Variables by which the runtime itself prints dates, numbers and the order of words. */
const LOCALE = ['TZ', 'LANG', 'LC_ALL', 'LC_TIME', 'LC_NUMERIC', 'LC_COLLATE', 'LC_MESSAGES', 'LANGUAGE']

export interface BuildQuestion {
  /** Name and versions. */
  readonly bundler: string
  /** Everything that is asked of the bundler but for plugins, as canonical text. */
  readonly options: string
  /** What they are and close over, as `describePlugins` gives it. */
  readonly plugins: string
}

/** The address of a build by everything that decides what it makes besides what it reads. */
export function snapshotKey(room: SnapshotRoom, { bundler, options, plugins }: BuildQuestion): CacheKey {
  return cacheKeyOf([
    ['whole build', FORMAT],
    ['bundler', bundler],
    ['options', options],
    ['plugins', plugins],
    ['tools', room.toolchain()],
    ['user', room.userKey],
    ['root', room.root.directory],
    ['folder', process.cwd()],
    ['node', `${process.version} ${process.platform} ${process.arch}`],
    // A script may make of them what it likes.
    [
      'arguments',
      JSON.stringify([process.execArgv, process.argv.slice(2), process.env['NODE_OPTIONS'] ?? '']),
    ],
    ['mode', process.env['NODE_ENV'] ?? ''],
    ['locale', JSON.stringify(LOCALE.map((name) => process.env[name] ?? null))],
    // What hooks print of it (`© 2026`) shows in no input.
    ['year', JSON.stringify([new Date().getFullYear(), new Date().getUTCFullYear()])],
  ])
}
