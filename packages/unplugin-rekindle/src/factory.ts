import { awaitCall, beginListening, callWitness, endUnseen, runUntraced } from '@rekindle/core'
import { type ConfigCaller, findConfigCaller } from './build/config-caller.ts'
import { noteConfig } from './intercept/config-functions.ts'
import { checkOptions, type RekindleOptions } from './options/options.ts'
import { runSettings } from './options/run-settings.ts'
import { isToldElsewhere } from './snapshot/told-elsewhere.ts'

export const NAME = 'rekindle'

// Before anything is seen: the variable that it reads is nobody's input.
runSettings()

// A config is evaluated after all that it imports: from here on what it reads is seen.
beginListening(import.meta.dirname)
// Of whole builds also what packages read that it calls.
awaitCall(isToldElsewhere)

/** A function that configs call. */
type Entry = (...args: never[]) => unknown

/** What an adapter makes hooks of. */
export interface PluginSetup {
  readonly options: RekindleOptions
  readonly caller: ConfigCaller | null
}

/**
 * The plugin for one bundler, of the hooks that its adapter gives: each entry loads its own adapter only. The entries don't go through
 * unplugin: its wrapping adds nothing to hooks that are written for one bundler each, and loading it takes as long as all of Rekindle.
 * @param entry what the config calls; its caller is the config
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export function pluginFor(
  hooksOf: (options: RekindleOptions, caller: ConfigCaller | null) => object,
  givenOptions: RekindleOptions | undefined,
  entry: Entry,
): object {
  const setup = setUp(givenOptions, entry)
  return { name: NAME, ...(setup !== null && hooksOf(setup.options, setup.caller)) }
}

/** As `pluginFor`; null where Rekindle is switched off. */
export function setUp(givenOptions: RekindleOptions | undefined, entry: Entry): PluginSetup | null {
  const options = checkOptions(givenOptions)
  if (options.enabled === false || runSettings().enabled === false) {
    endUnseen()
    return null
  }
  // Again: the process may have made a build meanwhile.
  beginListening(import.meta.dirname)
  if (options.snapshot === true) {
    // What plugins read while they are configured may be in every output.
    callWitness()
  }
  const caller = runUntraced(() => findConfigCaller(entry))
  noteConfig(caller)
  return { options, caller }
}
