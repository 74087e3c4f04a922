import type { Plugin } from 'esbuild'
import { EngineEntry } from './aside/engine-entry.ts'
import { esbuildAside } from './aside/esbuild-aside.ts'
import type { Engine } from './entry/load-engine.ts'
import type { RekindleOptions } from './options/options.ts'

const entry = new EngineEntry('esbuild')

/**
 * Rekindle as an esbuild plugin. It must stand first in the list of plugins.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export default function rekindle(options?: RekindleOptions): Plugin {
  const plugin = entry.pluginFor(options, rekindle, listeningHooks, esbuildAside)
  return { setup: leaveAsItIs, ...(plugin as Pick<Plugin, 'name'>) }
}

function listeningHooks({ esbuildHooks, listenToService }: Engine): Engine['esbuildHooks'] {
  return (options, caller, notes) => {
    if (options.snapshot === true) {
      // Esbuild starts its process before any plugin is set up.
      listenToService()
    }
    return esbuildHooks(options, caller, notes)
  }
}

function leaveAsItIs(): void {}

export type { RekindleOptions } from './options/options.ts'
