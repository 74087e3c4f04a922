import { autoImport } from './auto-import.ts'
import { babel, reactBabel } from './babel.ts'
import { commonjs } from './commonjs.ts'
import { dts } from './dts.ts'
import { graphql } from './graphql.ts'
import { image } from './image.ts'
import { imagetools } from './imagetools.ts'
import { json } from './json.ts'
import type { KnownPlugin } from './known-plugin.ts'
import { legacy } from './legacy.ts'
import { marko } from './marko.ts'
import { mdx } from './mdx.ts'
import { nodeResolve } from './node-resolve.ts'
import { postcss } from './postcss.ts'
import { preactDevtools, preactHookNames, preactJsx, preactPrerender } from './preact.ts'
import { pwa } from './pwa.ts'
import { reactCompiler, reactRefresh } from './react-compiler.ts'
import { reactRouter } from './react-router.ts'
import { replace } from './replace.ts'
import { esbuild, esbuildMinify } from './rollup-esbuild.ts'
import { solid } from './solid.ts'
import { svelteCompile, svelteHotUpdate, svelteLoaders, sveltePreprocess } from './svelte.ts'
import { sveltekit } from './sveltekit.ts'
import { svgIcons } from './svg-icons.ts'
import { svgr, svgrRollup } from './svgr.ts'
import { swc } from './swc.ts'
import { tailwind } from './tailwind.ts'
import { terser } from './terser.ts'
import { typescript } from './typescript.ts'
import { typescriptPaths } from './typescript-paths.ts'
import { unocss } from './unocss.ts'
import { unpluginIcons } from './unplugin-icons.ts'
import { url } from './url.ts'
import { vanillaExtract } from './vanilla-extract.ts'
import { visualizer } from './visualizer.ts'
import { viteCss, viteCssPost } from './vite-css.ts'
import { viteTerser } from './vite-terser.ts'
import { vue } from './vue.ts'
import { vueComponents } from './vue-components.ts'
import { vueJsx } from './vue-jsx.ts'
import { vueMarkdown } from './vue-markdown.ts'
import { wasm } from './wasm.ts'
import { wyw } from './wyw.ts'
import { yaml } from './yaml.ts'

const TABLE: ReadonlyMap<string, KnownPlugin> = new Map(
  [
    vue,
    svelteCompile,
    sveltePreprocess,
    svelteLoaders,
    svelteHotUpdate,
    babel,
    reactBabel,
    mdx,
    svgr,
    svgrRollup,
    viteCss,
    viteCssPost,
    viteTerser,
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
    typescriptPaths,
    url,
    visualizer,
    wasm,
    yaml,
    autoImport,
    imagetools,
    legacy,
    marko,
    preactDevtools,
    preactHookNames,
    preactJsx,
    preactPrerender,
    pwa,
    reactCompiler,
    reactRefresh,
    reactRouter,
    solid,
    svgIcons,
    sveltekit,
    tailwind,
    unocss,
    unpluginIcons,
    vanillaExtract,
    vueComponents,
    vueJsx,
    vueMarkdown,
    wyw,
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
