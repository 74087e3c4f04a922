import { plainScripts } from './plain-scripts.mjs'

/**
 * TypeScript that the bundler itself strips: there is nothing to cache, so a cache can only cost.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const typescript = {
  ...plainScripts,
  bundler: 'vite',
  packages: ['vite', "Vite's rolldown"],
  config: `import { defineConfig } from 'vite'

export default defineConfig({ plugins: [] })
`,
}

/** @type {import('../flavour.mjs').Flavour} */
export const rolldownTypescript = {
  ...plainScripts,
  bundler: 'rolldown',
  packages: ['rolldown'],
  config: `export default {
  input: 'src/main.ts',
  output: { dir: 'dist', format: 'es' },
  platform: 'browser',
  plugins: [],
}
`,
}

/** @type {import('../flavour.mjs').Flavour} */
export const esbuildTypescript = {
  ...plainScripts,
  bundler: 'esbuild',
  packages: ['esbuild'],
  config: `export default {
  entryPoints: ['src/main.ts'],
  bundle: true,
  format: 'esm',
  minify: true,
  outdir: 'dist',
  plugins: [],
}
`,
}

/**
 * Rollup strips no types: a plugin does, with a fast compiler.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const rollupTypescript = {
  ...plainScripts,
  bundler: 'rollup',
  packages: ['rollup', 'rollup-plugin-esbuild', 'esbuild'],
  config: `import esbuild from 'rollup-plugin-esbuild'

export default {
  input: 'src/main.ts',
  output: { dir: 'dist', format: 'es' },
  plugins: [esbuild({ target: 'es2022', tsconfig: false })],
}
`,
}
