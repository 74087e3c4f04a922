import { createRequire } from 'node:module'
import path from 'node:path'
import type { BuildOptions, Plugin } from 'esbuild'
import { canReadClosures } from '../../intercept/closure-variables.ts'
import { knownEsbuildPlugin } from '../../plugins-known/esbuild-table.ts'

/** Levels at which esbuild tells more than warnings, such as sizes and times. */
const TELLING: ReadonlySet<string> = new Set(['info', 'debug', 'verbose'])

/** Native code that reads what it likes, and tells nobody; it is told by what of it is loaded. */
const SCANNING: RegExp = /[\\/]@tailwindcss[\\/]oxide/

/** Why builds of these options can't be restored, in words; null: they can, as far as the options tell. */
export function refusedUse(options: BuildOptions, root: string): string | null {
  const { logLevel = 'warning', write, outdir, outfile } = options
  if (TELLING.has(logLevel)) {
    return `the log level ${logLevel}`
  }
  if (outdir === undefined && outfile === undefined && write !== false) {
    return 'an output that is printed'
  }
  const folder = outputFolder(options, root)
  if (folder !== null && isWithin(root, folder)) {
    return 'a folder for outputs that holds the project'
  }
  if ((process.env['ESBUILD_BINARY_PATH'] ?? '') !== '') {
    return 'esbuild of another place (ESBUILD_BINARY_PATH)'
  }
  if (!canReadClosures()) {
    return 'plugins that nobody can look into'
  }
  const { cache } = createRequire(import.meta.url)
  return Object.keys(cache).some((file) => SCANNING.test(file))
    ? 'Tailwind, which scans files where nobody sees it'
    : null
}

/** The folder in which files are written, if any are; absolute. */
export function outputFolder({ outdir, outfile, write }: BuildOptions, root: string): string | null {
  if (write === false || (outdir === undefined && outfile === undefined)) {
    return null
  }
  return outdir === undefined ? path.dirname(path.resolve(root, outfile ?? '')) : path.resolve(root, outdir)
}

/** The plugins of a build besides the cache. */
export function otherPlugins({ plugins = [] }: BuildOptions): readonly Plugin[] {
  return plugins.filter(({ name }) => name !== 'rekindle')
}

/** Whether a plugin may remember more than a restored result is made from. */
export function mayGather({ name }: Plugin): boolean {
  return knownEsbuildPlugin(name)?.verdict.kind !== 'cached'
}

function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)
}
