import type { Plugin } from 'rolldown'
import { EngineEntry } from './aside/engine-entry.ts'
import { rollupStyleAside } from './aside/rollup-style-aside.ts'
import type { RekindleOptions } from './options/options.ts'

const entry = new EngineEntry('rolldown')

/**
 * Rekindle as a Rolldown plugin. It may stand anywhere in the list of plugins.
 * @throws RekindleError when an option is unknown or has the wrong form
 */
export default function rekindle(options?: RekindleOptions): Plugin {
  return entry.pluginFor(
    options,
    rekindle,
    ({ rolldownHooks }) => rolldownHooks,
    (expected) => rollupStyleAside('rolldown', expected),
  ) as Plugin
}

export type { RekindleOptions } from './options/options.ts'
