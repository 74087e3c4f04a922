import { join } from 'node:path'
import { build } from 'vite'
import { renderRekindleConfig } from '../generate/config-files.mjs'
import { babelOptions } from './peer.mjs'

/** @type {import('./peer.mjs').Peer} */
export const vite = {
  label: 'Vite, Rekindle',
  packages: ['vite', '@rolldown/plugin-babel'],
  packagesFrom: 'bench',
  files: {
    'vite.config.mjs': `import babel from '@rolldown/plugin-babel'
import { defineConfig } from 'vite'

export default defineConfig({
  build: { minify: false, rolldownOptions: { input: 'src/main.tsx' } },
  plugins: [babel(${JSON.stringify({ plugins: babelOptions.plugins, presets: babelOptions.presets })})],
})
`,
    'rekindle.config.mjs': renderRekindleConfig('vite'),
  },
  async build({ root, hasCache }) {
    await build({
      root,
      configFile: join(root, hasCache ? 'rekindle.config.mjs' : 'vite.config.mjs'),
      logLevel: 'error',
    })
  },
}
