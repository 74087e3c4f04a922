import { beginListening, callWitness, endListening, runUntraced } from '@rekindle/core'
import type { UnpluginFactory, UnpluginOptions } from 'unplugin'
import { esbuildHooks } from './adapters/esbuild.ts'
import { rolldownHooks } from './adapters/rolldown.ts'
import { rollupHooks } from './adapters/rollup.ts'
import { viteHooks } from './adapters/vite.ts'
import { findConfigCaller } from './build/config-caller.ts'
import { checkOptions, type RekindleOptions } from './options/options.ts'
import { runSettings } from './options/run-settings.ts'
import { listenToService } from './snapshot/esbuild/service-talk.ts'

const NAME = 'rekindle'

// Before anything is seen: the variable that it reads is nobody's input.
runSettings()

// A config is evaluated after all that it imports: from here on what it reads is seen.
beginListening(import.meta.dirname)

/**
 * The plugin for whichever bundler asks, as unplugin wants it.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export const factory: UnpluginFactory<RekindleOptions | undefined, false> = (options): UnpluginOptions =>
  partsOf(options, factory)

/** A function that configs call. */
type Entry = (options?: RekindleOptions) => unknown

/**
 * The plugin for one bundler. The entries don't go through unplugin: its wrapping adds nothing to hooks that are written for one bundler
 * each, and loading it takes as long as all of Rekindle.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export function pluginFor(
  bundler: 'vite' | 'rollup' | 'rolldown' | 'esbuild',
  options: RekindleOptions | undefined,
  entry: Entry,
): object {
  const { name, [bundler]: hooks = {} } = partsOf(options, entry)
  if (bundler === 'esbuild' && options?.snapshot === true && 'setup' in hooks) {
    // Esbuild starts its process before any plugin is set up.
    listenToService()
  }
  return { name, ...(bundler === 'esbuild' && { setup: leaveAsItIs }), ...hooks }
}

function leaveAsItIs(): void {}

/** @param calledBy what the config calls; its caller is the config */
function partsOf(
  givenOptions: RekindleOptions | undefined,
  calledBy: (...args: never[]) => unknown,
): UnpluginOptions {
  const options = checkOptions(givenOptions)
  if (options.enabled === false || runSettings().enabled === false) {
    endListening()
    return { name: NAME }
  }
  // Again: the process may have made a build meanwhile.
  beginListening(import.meta.dirname)
  if (options.snapshot === true) {
    // What plugins read while they are configured may be in every output.
    callWitness()
  }
  const caller = runUntraced(() => findConfigCaller(calledBy))
  return {
    name: NAME,
    vite: viteHooks(options, caller),
    rollup: rollupHooks(options, caller),
    rolldown: rolldownHooks(options, caller),
    esbuild: esbuildHooks(options, caller),
  }
}
