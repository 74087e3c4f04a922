import { esbuildBabel } from './esbuild-babel.ts'
import { esbuildGraphql } from './esbuild-graphql.ts'
import { esbuildMdx } from './esbuild-mdx.ts'
import { esbuildSass } from './esbuild-sass.ts'
import { esbuildCssModules, esbuildPostcss, esbuildStyle } from './esbuild-styles.ts'
import { esbuildSvelte } from './esbuild-svelte.ts'
import { esbuildSvgr } from './esbuild-svgr.ts'
import { esbuildUnpluginVue, esbuildVue } from './esbuild-vue.ts'
import { esbuildYaml } from './esbuild-yaml.ts'
import type { KnownPlugin } from './known-plugin.ts'

const TABLE: ReadonlyMap<string, KnownPlugin> = new Map(
  [
    esbuildBabel,
    esbuildCssModules,
    esbuildGraphql,
    esbuildMdx,
    esbuildPostcss,
    esbuildSass,
    esbuildStyle,
    esbuildSvelte,
    esbuildSvgr,
    esbuildUnpluginVue,
    esbuildVue,
    esbuildYaml,
  ].flatMap((known) => known.names.map((name) => [name, known] as const)),
)

/** What the table says of plugins of esbuild of a name; null: nothing. */
export function knownEsbuildPlugin(name: string): KnownPlugin | null {
  return TABLE.get(name) ?? null
}
