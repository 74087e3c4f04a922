import { beginListening, endListening, runUntraced } from '@rekindle/core'
import type { UnpluginFactory, UnpluginOptions } from 'unplugin'
import { esbuildHooks } from './adapters/esbuild.ts'
import { rolldownHooks } from './adapters/rolldown.ts'
import { rollupHooks } from './adapters/rollup.ts'
import { viteHooks } from './adapters/vite.ts'
import { findConfigCaller } from './build/config-caller.ts'
import { checkOptions, type RekindleOptions } from './options/options.ts'
import { runSettings } from './options/run-settings.ts'

const NAME = 'rekindle'

// Before anything is seen: the variable that it reads is nobody's input.
runSettings()

// A config is evaluated after all that it imports: from here on what it reads is seen.
beginListening(import.meta.dirname)

/**
 * The plugin for whichever bundler asks.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export const factory: UnpluginFactory<RekindleOptions | undefined, false> = (
  givenOptions,
): UnpluginOptions => {
  const options = checkOptions(givenOptions)
  if (options.enabled === false || runSettings().enabled === false) {
    endListening()
    return { name: NAME }
  }
  // Again: the process may have made a build meanwhile.
  beginListening(import.meta.dirname)
  const caller = runUntraced(() => findConfigCaller(factory))
  return {
    name: NAME,
    vite: viteHooks(options, caller),
    rollup: rollupHooks(options, caller),
    rolldown: rolldownHooks(options, caller),
    esbuild: esbuildHooks(options, caller),
  }
}
