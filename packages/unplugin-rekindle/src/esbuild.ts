import type { Plugin } from 'esbuild'
import { loadEngine } from './entry/load-engine.ts'
import type { RekindleOptions } from './options/options.ts'

const { esbuildHooks, listenToService, pluginFor } = loadEngine()

/**
 * Rekindle as an esbuild plugin. It must stand first in the list of plugins.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export default function rekindle(options?: RekindleOptions): Plugin {
  const { name, setup } = pluginFor(esbuildHooks, options, rekindle) as Partial<Plugin> & Named
  if (setup !== undefined && options?.snapshot === true) {
    // Esbuild starts its process before any plugin is set up.
    listenToService()
  }
  return { name, setup: setup ?? leaveAsItIs }
}

type Named = Pick<Plugin, 'name'>

function leaveAsItIs(): void {}

export type { RekindleOptions } from './options/options.ts'
