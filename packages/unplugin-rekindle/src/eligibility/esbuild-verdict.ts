import { knownEsbuildPlugin } from '../plugins-known/esbuild-table.ts'
import { type PluginChoices, type Verdict, verdictOn } from './verdict.ts'

/** What a plugin of esbuild has registered in its setup. */
interface Registered {
  /** Number of its `onLoad` callbacks. */
  readonly loads: number
  readonly hasEnd: boolean
  /** The source of its own `setup`. */
  readonly setup: string
}

/** Decides on a plugin of esbuild as `verdictOn` does on others. Every one hears of the options in its setup. */
export function verdictOnEsbuild(
  pluginName: string,
  choices: PluginChoices,
  { loads, hasEnd, setup }: Registered,
): Verdict {
  if (pluginName === 'sass-plugin' && loads > 1 && !choices[pluginName]) {
    return { kind: 'uncached', why: 'keeps in memory what its option `transform` gives' }
  }
  // In the words of the other bundlers: what one load finds, another may hand out, and the end may sum up.
  const alike = {
    options: true,
    load: true,
    ...(loads > 1 ? { transform: true } : {}),
    ...(hasEnd ? { buildEnd: true } : {}),
  }
  const surroundings = { isTold: false, isServing: false, transform: setup }
  return verdictOn(pluginName, choices, alike, surroundings, knownEsbuildPlugin)
}
