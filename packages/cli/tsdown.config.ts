import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: ['src/cli.ts', 'src/build-project.ts'],
  platform: 'node',
  target: 'node20.19',
  dts: false,
  fixedExtension: true,
})

export default config
