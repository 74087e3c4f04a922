import type { Plugin } from 'vite'
import { viteHooks } from './adapters/vite.ts'
import type { StartNotes } from './aside/start-notes.ts'
import { pluginFor } from './factory.ts'
import { checkOptions, type RekindleOptions } from './options/options.ts'

/**
 * Rekindle as a Vite plugin. It may stand anywhere in the list of plugins.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export default function rekindle(options?: RekindleOptions): Plugin {
  return vitePlugin(options, rekindle, null)
}

/** The same for an entry that loads this one only when it is needed. `entry` is what the config calls. */
export function vitePlugin(
  options: RekindleOptions | undefined,
  entry: (...args: never[]) => unknown,
  notes: StartNotes | null,
): Plugin {
  return pluginFor((checked, caller) => viteHooks(checked, caller, notes), options, entry) as Plugin
}

export type { RekindleOptions } from './options/options.ts'
export { checkOptions }
