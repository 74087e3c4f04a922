import { plainlyStyledComponents, vueDefines } from './plain-styles.mjs'

/**
 * Vue on Rollup, with a plugin for the types of the other modules.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const rollupVue = {
  ...plainlyStyledComponents,
  bundler: 'rollup',
  optedIn: ['app:sass'],
  canRestoreResolutions: true,
  packages: [
    'rollup',
    'vue',
    '@vitejs/plugin-vue',
    'sass',
    'rollup-plugin-esbuild',
    '@rollup/plugin-node-resolve',
  ],
  config: `import { nodeResolve } from '@rollup/plugin-node-resolve'
import replace from '@rollup/plugin-replace'
import vue from '@vitejs/plugin-vue'
import esbuild from 'rollup-plugin-esbuild'
import { sass, styles } from './src/build/styles.mjs'

export default {
  input: 'src/main.ts',
  output: { dir: 'dist', format: 'es' },
  plugins: [
    replace({ preventAssignment: true, values: ${JSON.stringify(vueDefines)} }),
    sass,
    vue({ isProduction: true }),
    styles,
    nodeResolve({ extensions: ['.ts', '.mjs', '.js'] }),
    esbuild({ include: /\\.ts$|lang\\.ts$/, target: 'es2022', tsconfig: false }),
  ],
}
`,
}

/** @type {import('../flavour.mjs').Flavour} */
export const rolldownVue = {
  ...plainlyStyledComponents,
  bundler: 'rolldown',
  optedIn: ['app:sass'],
  packages: ['rolldown', 'vue', '@vitejs/plugin-vue', 'sass'],
  config: `import vue from '@vitejs/plugin-vue'
import { sass, styles } from './src/build/styles.mjs'

export default {
  input: 'src/main.ts',
  output: { dir: 'dist', format: 'es' },
  platform: 'browser',
  checks: { bundlerTimings: false },
  transform: { define: ${JSON.stringify(vueDefines)} },
  plugins: [sass, vue({ isProduction: true }), styles],
}
`,
}
