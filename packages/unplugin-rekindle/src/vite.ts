import type { Plugin } from 'vite'
import { viteHooks } from './adapters/vite.ts'
import { pluginFor } from './factory.ts'
import type { RekindleOptions } from './options/options.ts'

/**
 * Rekindle as a Vite plugin. It may stand anywhere in the list of plugins.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export default function rekindle(options?: RekindleOptions): Plugin {
  return pluginFor(viteHooks, options, rekindle) as Plugin
}

export type { RekindleOptions } from './options/options.ts'
