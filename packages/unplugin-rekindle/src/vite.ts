import type { Plugin } from 'vite'
import { EngineEntry } from './aside/engine-entry.ts'
import { viteAside } from './aside/vite-aside.ts'
import type { RekindleOptions } from './options/options.ts'

const entry = new EngineEntry('vite')

/**
 * Rekindle as a Vite plugin. It may stand anywhere in the list of plugins.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export default function rekindle(options?: RekindleOptions): Plugin {
  return entry.pluginFor(options, rekindle, ({ viteHooks }) => viteHooks, viteAside) as Plugin
}

export type { RekindleOptions } from './options/options.ts'
