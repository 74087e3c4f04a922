import { babel, reactBabel } from './babel.ts'
import { commonjs } from './commonjs.ts'
import { dts } from './dts.ts'
import { esbuild, esbuildMinify } from './esbuild.ts'
import { graphql } from './graphql.ts'
import { image } from './image.ts'
import { json } from './json.ts'
import type { KnownPlugin } from './known-plugin.ts'
import { mdx } from './mdx.ts'
import { nodeResolve } from './node-resolve.ts'
import { postcss } from './postcss.ts'
import { replace } from './replace.ts'
import { svelteCompile, svelteLoaders, sveltePreprocess } from './svelte.ts'
import { svgr, svgrRollup } from './svgr.ts'
import { swc } from './swc.ts'
import { terser } from './terser.ts'
import { typescript } from './typescript.ts'
import { url } from './url.ts'
import { visualizer } from './visualizer.ts'
import { viteCss, viteCssPost } from './vite-css.ts'
import { vue } from './vue.ts'
import { wasm } from './wasm.ts'
import { yaml } from './yaml.ts'

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
    svgrRollup,
    viteCss,
    viteCssPost,
    commonjs,
    dts,
    esbuild,
    esbuildMinify,
    graphql,
    image,
    json,
    nodeResolve,
    postcss,
    replace,
    swc,
    terser,
    typescript,
    url,
    visualizer,
    wasm,
    yaml,
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
