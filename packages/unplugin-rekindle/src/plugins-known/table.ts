import { babel, reactBabel } from './babel.ts'
import type { KnownPlugin } from './known-plugin.ts'
import { mdx } from './mdx.ts'
import { stateful } from './stateful.ts'
import { svelteCompile, svelteLoaders, sveltePreprocess } from './svelte.ts'
import { svgr } from './svgr.ts'
import { viteCss } from './vite-css.ts'
import { vue } from './vue.ts'

const TABLE: ReadonlyMap<string, KnownPlugin> = new Map(
  [
    vue,
    svelteCompile,
    sveltePreprocess,
    svelteLoaders,
    babel,
    reactBabel,
    mdx,
    svgr,
    viteCss,
    ...stateful,
  ].flatMap((known) => known.names.map((name) => [name, known] as const)),
)

/** Packages of which the table says that their plugins change nothing of other plugins. */
export const harmlessPackages: ReadonlySet<string> = new Set(
  [...TABLE.values()].flatMap((known) => known.harmlessPackages ?? []),
)

/** What the table says of plugins of a name; null: nothing. */
export function knownPlugin(name: string): KnownPlugin | null {
  return TABLE.get(name) ?? null
}
