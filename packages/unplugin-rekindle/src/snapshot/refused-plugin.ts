import type { SnapshotRefusal } from '@rekindle/core'
import { isOwnPlugin } from './describe-plugins.ts'

/**
 * Hooks that act on what is written, or after it: what they do is no part of the output, and often nothing that is seen here. All
 * other hooks end in the output, or the tracer sees what they do besides.
 */
const ACTING = ['writeBundle', 'closeBundle'] as const

/** Plugins in which such a hook does nothing that is missed: it ends what the build has begun. */
const HARMLESS: ReadonlyMap<string, readonly (typeof ACTING)[number][]> = new Map([
  ['babel', ['closeBundle']],
  ['@rolldown/plugin-babel', ['closeBundle']],
])

/** Plugins whose native code reads what it likes, and tells nobody. */
const SCANNING: RegExp = /^@tailwindcss\//

/** Why builds with these plugins can't be restored as a whole; null: they can, as far as their hooks tell. */
export function refusedPlugin(plugins: readonly object[]): SnapshotRefusal | null {
  for (const plugin of plugins) {
    const { name } = plugin as { readonly name?: unknown }
    if (isOwnPlugin(plugin)) {
      continue
    }
    const harmless = HARMLESS.get(String(name)) ?? []
    const hook = ACTING.find((one) => Reflect.get(plugin, one) !== undefined && !harmless.includes(one))
    if (SCANNING.test(String(name))) {
      return { kind: 'use', detail: `${String(name)}, which scans files where nobody sees it` }
    }
    if (hook !== undefined) {
      return { kind: 'hook', plugin: typeof name === 'string' ? name : 'a plugin without a name', hook }
    }
  }
  return null
}
