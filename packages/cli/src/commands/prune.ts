import { defaultLimits, type PrunedStore, policyNames, pruneStore, type StoreLimits } from '@rekindle/core'
import type { CommandDef } from 'citty'
import { CACHE_DIR_OPTION, JSON_OPTION, resolveCacheFolder } from '../cache-folder.ts'
import type { CommandError } from '../command-error.ts'
import { cacheNotPruned, invalidOption, noCache } from '../errors.ts'
import { formatCount, formatSize } from '../format-size.ts'
import { printResult } from '../text-output.ts'

const MS_PER_DAY = 24 * 60 * 60 * 1000

/** `rekindle prune`: apply limits to a cache. */
export const pruneCommand: CommandDef = {
  meta: { name: 'prune', description: 'Remove what exceeds the limits of a cache, and tidy up the rest.' },
  args: {
    'cache-dir': CACHE_DIR_OPTION,
    bytes: {
      type: 'string',
      valueHint: 'number',
      default: String(defaultLimits.maxBytes),
      description: 'Bytes of all results.',
    },
    entries: { type: 'string', valueHint: 'number', description: 'Number of results; any, when left out.' },
    days: {
      type: 'string',
      valueHint: 'number',
      description: 'Days for which a result is kept that no build uses; for ever, when left out.',
    },
    policy: {
      type: 'string',
      valueHint: policyNames.join('|'),
      default: defaultLimits.policy,
      description: 'What goes first: least recently used, least frequently used, oldest.',
    },
    json: JSON_OPTION,
  },
  run({ args }) {
    const limits = readLimits(args)
    const folder = resolveCacheFolder(args['cache-dir'])
    const pruned = pruneStore(folder, limits)
    if (pruned === null) {
      throw noCache(folder, 'Nothing was removed.')
    }
    if (pruned.failure !== null) {
      throw cacheNotPruned(folder, pruned.failure.message)
    }
    printResult(args['json'], describe(folder, pruned), () => printText(folder, pruned))
  },
}

function readLimits(args: Readonly<Record<string, unknown>>): Partial<StoreLimits> {
  const limits: { -readonly [Name in keyof StoreLimits]?: StoreLimits[Name] } = {}
  limits.maxBytes = readNumber('bytes', args['bytes'], isWhole, 'a whole number above 0')
  if (args['entries'] !== undefined)
    limits.maxEntries = readNumber('entries', args['entries'], isWhole, 'a whole number above 0')
  if (args['days'] !== undefined)
    limits.maxAge = MS_PER_DAY * readNumber('days', args['days'], (days) => days > 0, 'a number above 0')
  const policy = policyNames.find((name) => name === args['policy'])
  if (policy === undefined) throw wrongValue('policy', args['policy'], `one of ${policyNames.join(', ')}`)
  limits.policy = policy
  return limits
}

function isWhole(number: number): boolean {
  return Number.isSafeInteger(number) && number > 0
}

function readNumber(
  name: string,
  value: unknown,
  isRight: (number: number) => boolean,
  expected: string,
): number {
  const number = Number(value)
  if (!isRight(number)) throw wrongValue(name, value, expected)
  return number
}

function wrongValue(name: string, value: unknown, expected: string): CommandError {
  return invalidOption(`The option "--${name}" must be ${expected}.`, `It is ${String(value)}.`)
}

function describe(folder: string, { before, after }: PrunedStore): object {
  const counts = { entries: after.entries, segments: after.segments, bytes: after.bytes }
  const removed = {
    removedEntries: removedEntries({ before, after }),
    freedBytes: before.bytes - after.bytes,
  }
  return { folder, ...counts, ...removed }
}

function printText(folder: string, pruned: Pick<PrunedStore, 'before' | 'after'>): string {
  const { before, after } = pruned
  const kept = `${formatCount(after.entries)} entries, ${formatSize(after.bytes)}`
  if (before.bytes === after.bytes) return `The cache in ${folder} is within its limits: ${kept}.`
  const freed = formatSize(Math.max(0, before.bytes - after.bytes))
  return `Removed ${formatCount(removedEntries(pruned))} entries from ${folder}, which frees ${freed}; left: ${kept}.`
}

/** Not below 0: a build may have stored something meanwhile. */
function removedEntries({ before, after }: Pick<PrunedStore, 'before' | 'after'>): number {
  return Math.max(0, before.entries - after.entries)
}
