import type { Plugin } from 'vite'
import { pluginAside } from './aside/plugin-aside.ts'
import { quietOptions } from './aside/quiet-options.ts'
import { expectedStart, noteLoudStart } from './aside/start-note.ts'
import { startNotes } from './aside/start-notes.ts'
import { loadEngine } from './entry/load-engine.ts'
import type { RekindleOptions } from './options/options.ts'

// What a config reads before it calls the plugin is seen only if the engine is there by now.
const expected = expectedStart()
const engine = expected === null ? loadEngine() : null
let calls = 0

/**
 * Rekindle as a Vite plugin. It may stand anywhere in the list of plugins.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export default function rekindle(options?: RekindleOptions): Plugin {
  calls += 1
  if (calls > 1 && quietOptions(options) !== null) {
    noteLoudStart()
  }
  if (engine !== null) {
    const { pluginFor, viteHooks } = engine
    return pluginFor((given, caller) => viteHooks(given, caller, startNotes), options, rekindle) as Plugin
  }
  if (calls === 1 && expected !== null && quietOptions(options) === expected.options) {
    return pluginAside(expected)
  }
  // Too late to cache anything: nobody has seen what the config has read.
  noteLoudStart()
  loadEngine().checkOptions(options)
  return { name: 'rekindle' }
}

export type { RekindleOptions } from './options/options.ts'
