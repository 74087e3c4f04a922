import { esbuildMdx } from './esbuild-mdx.ts'
import { esbuildSass } from './esbuild-sass.ts'
import { esbuildSvelte } from './esbuild-svelte.ts'
import { esbuildSvgr } from './esbuild-svgr.ts'
import type { KnownPlugin } from './known-plugin.ts'
import { type Verdict, verdictOn } from './table.ts'

const TABLE: ReadonlyMap<string, KnownPlugin> = new Map(
  [esbuildSass, esbuildSvelte, esbuildMdx, esbuildSvgr].flatMap((known) =>
    known.names.map((name) => [name, known] as const),
  ),
)

/** What a plugin of esbuild has registered in its setup. */
export interface Registered {
  /** Number of its `onLoad` callbacks. */
  readonly loads: number
  readonly hasEnd: boolean
}

/** Decides on a plugin of esbuild as `verdictOn` does on others. Every one hears of the options in its setup. */
export function verdictOnEsbuild(
  pluginName: string,
  choices: Readonly<Record<string, boolean>>,
  { loads, hasEnd }: Registered,
): Verdict {
  // In the words of the other bundlers: what one load finds, another may hand out, and the end may sum up.
  const alike = {
    options: true,
    load: true,
    ...(loads > 1 ? { transform: true } : {}),
    ...(hasEnd ? { buildEnd: true } : {}),
  }
  if (pluginName === 'sass-plugin' && loads > 1 && choices[pluginName] !== true) {
    return { kind: 'uncached', why: 'keeps in memory what its option `transform` gives' }
  }
  return verdictOn(pluginName, choices, alike, false, TABLE)
}
