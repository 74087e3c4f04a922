import type { Plugin } from 'esbuild'
import { pluginFor } from './factory.ts'
import type { RekindleOptions } from './options/options.ts'

/**
 * Rekindle as an esbuild plugin. It must stand first in the list of plugins.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export default function rekindle(options?: RekindleOptions): Plugin {
  return pluginFor('esbuild', options, rekindle) as Plugin
}

export type { RekindleOptions } from './options/options.ts'
