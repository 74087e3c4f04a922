import type { Delta, EventListener } from '@rekindle/core'
import type { FilterPattern } from 'unplugin-utils'
import { type CacheLimits, isCacheLimits, limitsForm } from './cache-limits.ts'
import { invalidOption, unknownOption } from './errors.ts'

/** Options of the plugin; all may be left out. */
export interface RekindleOptions {
  /**
   * Folder of the cache, relative to the project root.
   * @default 'node_modules/.cache/rekindle'
   */
  readonly cacheDir?: string | undefined
  /**
   * `false` leaves every plugin as it is, as if Rekindle were not there.
   * @default true
   */
  readonly enabled?: boolean | undefined
  /** Module ids (globs or expressions) whose results may be cached. All, when left out. */
  readonly include?: FilterPattern | undefined
  /** Module ids whose results are never cached. */
  readonly exclude?: FilterPattern | undefined
  /**
   * By plugin name: `true` caches a plugin that Rekindle doesn't know, `false` leaves one alone. `'chunks'` is `true`, and what the
   * plugin's `renderChunk` makes of chunks is cached as well. `'*'` speaks of all plugins that are neither known nor named; where
   * nothing is said, these are tried before they are cached.
   */
  readonly plugins?: Readonly<Record<string, boolean | 'chunks'>> | undefined
  /**
   * How a file of an earlier build is told to be the same: by size, times and inode, or by its content alone.
   * @default 'content' where the environment variable CI is set, else 'times'
   */
  readonly compare?: 'times' | 'content' | undefined
  /**
   * `true` keeps the module graph of each build beside the results, for sessions (`Session` of `@rekindle/core`).
   * @default false
   */
  readonly graph?: boolean | undefined
  /** Text that enters every key: change it to start over, or to keep apart what Rekindle can't tell apart. */
  readonly key?: string | undefined
  /** How much the cache folder may hold. */
  readonly limits?: CacheLimits | undefined
  /**
   * `true` restores what there is and changes nothing in the cache folder.
   * @default false
   */
  readonly readOnly?: boolean | undefined
  /**
   * `true` also records each build as a whole: as long as nothing that it has read changes, its outputs are restored without
   * building. Where that would leave something out, the build isn't recorded, and an event says why.
   * @default false
   */
  readonly snapshot?: boolean | undefined
  /**
   * Which results are run again although they could be restored, to be compared: all, some, or only those of plugins on
   * trial. A plugin whose result is another one is told of and not cached any more.
   * @default 'sampled'
   */
  readonly verify?: boolean | 'sampled' | undefined
  /** Called with everything that the cache does. */
  readonly onEvent?: EventListener | undefined
  /** File for a JSON report at the end of each build, relative to the project root. */
  readonly report?: string | undefined
  /** File for a trace of each build in the Trace Event format (Perfetto, speedscope), relative to the project root. */
  readonly trace?: string | undefined
  /**
   * Whether one line at the end of each build says what was restored and saved.
   * @default true on a terminal whose log level lets information through, else false
   */
  readonly summary?: boolean | undefined
  /** File for a JSON list of the outputs that the last build has added, changed and removed, relative to the project root. */
  readonly writeDelta?: string | undefined
  /** Called when a build has written its outputs, with what it has added, changed and removed. */
  readonly onDelta?: ((delta: Delta) => void) | undefined
}

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string' && value !== ''
const isPattern: Check = (value) => typeof value === 'string' || value instanceof RegExp || value === null

/** Exhaustive by type: an option without a check does not compile. */
const CHECKS: {
  readonly [Name in keyof Required<RekindleOptions>]: readonly [expected: string, check: Check]
} = {
  cacheDir: ['a path', isText],
  enabled: ['true or false', (value) => typeof value === 'boolean'],
  include: ['a glob, a regular expression, or an array of these', isPatternList],
  exclude: ['a glob, a regular expression, or an array of these', isPatternList],
  plugins: ["an object of plugin names with true, false or 'chunks'", isChoices],
  compare: ["'times' or 'content'", (value) => value === 'times' || value === 'content'],
  graph: ['true or false', (value) => typeof value === 'boolean'],
  key: ['a text', (value) => typeof value === 'string'],
  limits: [limitsForm, isCacheLimits],
  readOnly: ['true or false', (value) => typeof value === 'boolean'],
  snapshot: ['true or false', (value) => typeof value === 'boolean'],
  verify: ["true, false or 'sampled'", (value) => typeof value === 'boolean' || value === 'sampled'],
  onEvent: ['a function', (value) => typeof value === 'function'],
  report: ['a path', isText],
  trace: ['a path', isText],
  summary: ['true or false', (value) => typeof value === 'boolean'],
  writeDelta: ['a path', isText],
  onDelta: ['a function', (value) => typeof value === 'function'],
}

/**
 * Returns the options as they are, if they are right.
 * @throws RekindleError `UNKNOWN_OPTION`, `INVALID_OPTION`
 */
export function checkOptions(options: RekindleOptions | undefined): RekindleOptions {
  if (options !== undefined && (typeof options !== 'object' || options === null || Array.isArray(options))) {
    throw invalidOption(null, options, 'an object', describe(options))
  }
  for (const [name, value] of Object.entries(options ?? {})) {
    if (!Object.hasOwn(CHECKS, name)) {
      throw unknownOption(name, Object.keys(CHECKS))
    }
    const [expected, check] = CHECKS[name as keyof RekindleOptions]
    if (value !== undefined && !check(value)) {
      throw invalidOption(name, value, expected, describe(value))
    }
  }
  return options ?? {}
}

function isPatternList(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isPattern) : isPattern(value)
}

function isChoices(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(
      // Of all plugins nobody can say that.
      ([name, choice]) => typeof choice === 'boolean' || (choice === 'chunks' && name !== '*'),
    )
  )
}

function describe(value: unknown): string {
  if (typeof value !== 'object') {
    return `${typeof value} ${String(value)}`
  }
  try {
    return JSON.stringify(value)
  } catch {
    // It refers to itself, or holds what JSON doesn't know.
    return 'an object'
  }
}
