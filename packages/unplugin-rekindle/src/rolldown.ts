import type { Plugin } from 'rolldown'
import { loadEngine } from './entry/load-engine.ts'
import type { RekindleOptions } from './options/options.ts'

const { pluginFor, rolldownHooks } = loadEngine()

/**
 * Rekindle as a Rolldown plugin. It may stand anywhere in the list of plugins.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export default function rekindle(options?: RekindleOptions): Plugin {
  return pluginFor(rolldownHooks, options, rekindle) as Plugin
}

export type { RekindleOptions } from './options/options.ts'
