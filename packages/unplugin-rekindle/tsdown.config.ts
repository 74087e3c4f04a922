import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: ['src/index.ts', 'src/vite.ts', 'src/rollup.ts', 'src/rolldown.ts', 'src/esbuild.ts'],
  platform: 'node',
  target: 'node20.19',
  dts: true,
  fixedExtension: true,
})

export default config
