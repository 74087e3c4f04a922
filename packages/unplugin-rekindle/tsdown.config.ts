import { fileURLToPath } from 'node:url'
import { defineConfig, type UserConfig } from 'tsdown'

const shared: UserConfig = {
  platform: 'node',
  target: 'node20.19',
  fixedExtension: true,
  // Every build loads it: what nobody needs in one is left out, and what remains is shorter.
  noExternal: ['@rekindle/core'],
  checks: { pluginTimings: false },
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
}

const builtEngine = fileURLToPath(new URL('src/entry/load-built-engine.ts', import.meta.url))

const names = ['index', 'vite', 'rollup', 'rolldown', 'esbuild']

const entries: UserConfig = {
  ...shared,
  dts: false,
  clean: false,
  plugins: [
    {
      name: 'engine-in-its-own-file',
      resolveId: (source) => (source.endsWith('/entry/load-engine.ts') ? builtEngine : undefined),
    },
  ],
}

function fileOf(name: string): string {
  return `src/${name}.ts`
}

const config: UserConfig[] = defineConfig([
  { ...shared, entry: names.map(fileOf), dts: { emitDtsOnly: true } },
  // Each by itself: in some builds it is all that is loaded.
  ...names.map((name) => ({ ...entries, entry: [fileOf(name)] })),
  {
    ...shared,
    entry: ['src/engine.ts'],
    clean: false,
    dts: false,
    // Its compiled code can be kept, which that of ES modules can't.
    format: 'cjs',
    checks: { pluginTimings: false, legacyCjs: false },
    noExternal: ['@rekindle/core', 'lru-cache'],
    inlineOnly: ['lru-cache'],
    outputOptions: { codeSplitting: false },
    banner:
      '/*! Contains lru-cache, (c) Isaac Z. Schlueter and Contributors, https://blueoakcouncil.org/license/1.0.0 */',
  },
])

export default config
