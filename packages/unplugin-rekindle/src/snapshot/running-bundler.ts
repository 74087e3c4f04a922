import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { importModule } from '../entry/import-module.ts'

/** A bundler of the kind of Rollup, as far as it is used. */
export type Bundle = (options: object) => Promise<{
  generate(options: object): Promise<{ readonly output: readonly object[] }>
  write(options: object): Promise<{ readonly output: readonly object[] }>
  close(): Promise<void>
}>

/**
 * Loads the bundler that is running; null when none of this version is found. `from` are files from which it is looked for, besides
 * this package.
 */
export function findBundler(
  name: 'rollup' | 'rolldown',
  version: string | undefined,
  from: readonly string[],
): (() => Promise<Bundle>) | null {
  for (const place of [import.meta.url, ...from]) {
    const lookup = createRequire(place)
    try {
      const manifest = lookup(`${name}/package.json`) as { readonly version?: string }
      if (manifest.version === version) {
        const entry = pathToFileURL(lookup.resolve(name)).href
        return async () => ((await importModule(entry)) as Readonly<Record<string, Bundle>>)[name] as Bundle
      }
    } catch {
      // Not to be found from there.
    }
  }
  return null
}
