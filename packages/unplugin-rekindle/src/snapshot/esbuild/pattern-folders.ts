import path from 'node:path'
import type { BuildOptions, Metafile } from 'esbuild'

const DISABLED: RegExp = /^\(disabled\):/

/** The folders in which, or below which, entries or imports are looked for by a pattern. Absolute paths. */
export function patternFolders(
  { entryPoints = [] }: BuildOptions,
  folder: string,
  { inputs }: Pick<Metafile, 'inputs'>,
): ReadonlySet<string> {
  const folders = new Set<string>()
  const add = (from: string, pattern: string): void => {
    const [start, ...others] = pattern.split('*')
    if (start !== undefined && others.length > 0) {
      folders.add(path.resolve(from, start.slice(0, start.lastIndexOf('/') + 1)))
    }
  }
  const entries: readonly unknown[] = Array.isArray(entryPoints) ? entryPoints : Object.values(entryPoints)
  for (const entry of entries) {
    add(folder, typeof entry === 'string' ? entry : String(Reflect.get(entry as object, 'in')))
  }
  for (const [importer, { imports }] of Object.entries(inputs)) {
    const from = path.dirname(path.resolve(folder, importer.replace(DISABLED, '')))
    for (const { path: target, external } of imports) {
      if (external === true && target.startsWith('.')) {
        add(from, target)
      }
    }
  }
  return folders
}
