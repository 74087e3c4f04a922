import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: [
    'src/index.ts',
    'src/vite.ts',
    'src/vite-engine.ts',
    'src/rollup.ts',
    'src/rolldown.ts',
    'src/esbuild.ts',
  ],
  platform: 'node',
  target: 'node20.19',
  dts: true,
  fixedExtension: true,
  // Every build loads it: what nobody needs in one is left out, and what remains is shorter.
  noExternal: ['@rekindle/core'],
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
})

export default config
