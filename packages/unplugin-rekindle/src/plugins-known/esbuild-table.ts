import { esbuildMdx } from './esbuild-mdx.ts'
import { esbuildSass } from './esbuild-sass.ts'
import { esbuildSvelte } from './esbuild-svelte.ts'
import { esbuildSvgr } from './esbuild-svgr.ts'
import type { KnownPlugin } from './known-plugin.ts'

const TABLE: ReadonlyMap<string, KnownPlugin> = new Map(
  [esbuildSass, esbuildSvelte, esbuildMdx, esbuildSvgr].flatMap((known) =>
    known.names.map((name) => [name, known] as const),
  ),
)

/** What the table says of plugins of esbuild of a name; null: nothing. */
export function knownEsbuildPlugin(name: string): KnownPlugin | null {
  return TABLE.get(name) ?? null
}
