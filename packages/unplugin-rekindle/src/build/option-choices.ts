import { createRequire } from 'node:module'
import path from 'node:path'
import type { AuditChoice } from '../eligibility/trial.ts'
import type { RekindleOptions } from '../options/options.ts'

/** Which hits are audited. */
export function auditChoice({ verify }: RekindleOptions): AuditChoice {
  if (verify === true) {
    return 'all'
  }
  return verify === false ? 'none' : 'sampled'
}

/** Where every file is laid anew for each build, as on most machines for CI, times say nothing. */
export function comparisonOf({ compare }: RekindleOptions): 'times' | 'content' {
  return compare ?? (/^(?:|0|false)$/i.test(process.env['CI'] ?? '') ? 'times' : 'content')
}

/** The filter of the usual library turns virtual ids away, whose first character is U+0000; they count here. */
export function acceptsIds({ include, exclude }: RekindleOptions, root: string): (id: string) => boolean {
  if ((include ?? null) === null && (exclude ?? null) === null) {
    return () => true
  }
  // Only who filters pays for loading it.
  const { createFilter } = createRequire(import.meta.url)('unplugin-utils') as typeof import('unplugin-utils')
  const filter = createFilter(include, exclude, { resolve: root })
  return (id) => filter(id.replaceAll('\0', ''))
}

/** Files that are written for people; absolute paths. */
export function ownFiles(options: RekindleOptions, root: string): readonly string[] {
  const { report = process.env['REKINDLE_REPORT'], trace, writeDelta } = options
  return [report, trace, writeDelta].flatMap((file) => (file === undefined ? [] : [path.resolve(root, file)]))
}

const DEFAULT_CACHE_DIRECTORY = path.join('node_modules', '.cache', 'rekindle')

/** Absolute path of the folder that holds the cache. */
export function cacheDirectoryOf(root: string, asked: string = DEFAULT_CACHE_DIRECTORY): string {
  return path.resolve(root, asked)
}
