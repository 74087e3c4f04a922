import { describeValue } from '@rekindle/core'
import type { BuildEnvironmentOptions, ResolvedConfig } from 'vite'

/** `in`: may decide what a hook returns. `out`: doesn't, or is in the fingerprint of the tools another way. */
type Part = 'in' | 'out'

/**
 * Exhaustive by type: an option that Vite adds does not compile until it is classified. Where Vitest's types are
 * around, there is its `test` as well.
 */
const CONFIG: { readonly [Name in Exclude<keyof ResolvedConfig, 'test'>]: Part } = {
  appType: 'in',
  assetsInclude: 'in',
  base: 'in',
  build: 'out', // Described by its own parts.
  builder: 'out',
  cacheDir: 'out',
  clearScreen: 'out',
  command: 'in',
  configFile: 'out', // Its content counts, not its place.
  configFileDependencies: 'out',
  createResolver: 'out',
  css: 'in',
  customLogger: 'out',
  define: 'in',
  dev: 'out',
  devtools: 'out',
  env: 'in',
  envDir: 'in',
  envPrefix: 'in',
  environments: 'out', // Described one by one.
  esbuild: 'in',
  experimental: 'in',
  future: 'out',
  getSortedPluginHooks: 'out',
  getSortedPlugins: 'out',
  html: 'in',
  inlineConfig: 'out',
  input: 'out',
  isBundled: 'in',
  isProduction: 'in',
  isWorker: 'in',
  json: 'in',
  legacy: 'in',
  logger: 'out',
  logLevel: 'out',
  mode: 'in',
  optimizeDeps: 'out', // Of the dev server.
  oxc: 'in',
  plugins: 'out', // Each has its identity.
  preview: 'out',
  publicDir: 'in',
  rawAssetsInclude: 'in',
  resolve: 'out', // Described without what differs by machine.
  root: 'out', // Results are relative to it.
  server: 'out', // Two of its parts are described for a development server.
  ssr: 'in',
  tsconfig: 'in',
  webSocketToken: 'out', // Random.
  worker: 'out',
}

const BUILD: { readonly [Name in keyof Required<BuildEnvironmentOptions>]: Part } = {
  assetsDir: 'in',
  assetsInlineLimit: 'in',
  chunkImportMap: 'in',
  chunkSizeWarningLimit: 'out',
  commonjsOptions: 'in',
  copyPublicDir: 'in',
  createEnvironment: 'out',
  cssCodeSplit: 'in',
  cssMinify: 'in',
  cssTarget: 'in',
  dynamicImportVarsOptions: 'in',
  emitAssets: 'in',
  emptyOutDir: 'out',
  lib: 'in',
  license: 'out',
  manifest: 'out',
  minify: 'out',
  modulePreload: 'in',
  outDir: 'out',
  polyfillModulePreload: 'in',
  reportCompressedSize: 'out',
  rolldownOptions: 'out',
  rollupOptions: 'out',
  sourcemap: 'in',
  ssr: 'in',
  ssrEmitAssets: 'in',
  ssrManifest: 'out',
  target: 'in',
  terserOptions: 'out',
  watch: 'out', // `this.meta.watchMode` tells of it.
  write: 'out',
}

/** The parts of a config that decide what hooks return, as canonical text; environments by name. */
export function describeConfig(config: ResolvedConfig): string {
  const environments = Object.entries(config.environments).map(([name, options]) => [
    name,
    describeParts(options),
  ])
  return describeValue([describeParts(config), environments, ...partsOfServer(config)])
}

/** What a development server tells plugins that isn't told by its other options. */
function partsOfServer({ command, server }: ResolvedConfig): readonly unknown[] {
  return command === 'serve' ? [{ origin: server.origin, hmr: server.hmr !== false }] : []
}

function describeParts(config: ResolvedConfig | ResolvedConfig['environments'][string]): readonly unknown[] {
  const { alias, ...resolve } = config.resolve as ResolvedConfig['resolve']
  return [
    partsIn(CONFIG, config),
    partsIn(BUILD, config.build),
    resolve,
    // Vite's own client, by its place on this machine.
    alias?.filter(({ find }) => !String(find).includes('@vite')),
  ]
}

function partsIn(classes: Readonly<Record<string, Part>>, values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => classes[name] === 'in'))
}
