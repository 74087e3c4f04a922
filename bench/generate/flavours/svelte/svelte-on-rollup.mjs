import { svelteComponents } from './svelte-components.mjs'

/**
 * Rollup and Rolldown bundle no CSS here: the components bring their styles with them. Then the plugin keeps nothing in memory, so that it
 * may be cached, which Rekindle can't know.
 */
const compiler = `svelte({
      emitCss: false,
      onwarn: (warning, warn) => warning.code.startsWith('a11y') || warn(warning),
    })`

/**
 * Svelte on Rollup, with a plugin for the types of the other modules.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const rollupSvelte = {
  ...svelteComponents,
  bundler: 'rollup',
  canRestoreResolutions: true,
  optedIn: ['svelte'],
  packages: [
    'rollup',
    'svelte',
    'rollup-plugin-svelte',
    'rollup-plugin-esbuild',
    '@rollup/plugin-node-resolve',
  ],
  config: `import { nodeResolve } from '@rollup/plugin-node-resolve'
import esbuild from 'rollup-plugin-esbuild'
import svelte from 'rollup-plugin-svelte'

export default {
  input: 'src/main.ts',
  output: { dir: 'dist', format: 'es' },
  onwarn: (warning, warn) => warning.code === 'CIRCULAR_DEPENDENCY' || warn(warning),
  plugins: [
    ${compiler},
    nodeResolve({ extensions: ['.ts', '.mjs', '.js'], exportConditions: ['svelte', 'browser'] }),
    esbuild({ target: 'es2022', tsconfig: false }),
  ],
}
`,
}

/** @type {import('../flavour.mjs').Flavour} */
export const rolldownSvelte = {
  ...svelteComponents,
  bundler: 'rolldown',
  optedIn: ['svelte'],
  packages: ['rolldown', 'svelte', 'rollup-plugin-svelte'],
  config: `import svelte from 'rollup-plugin-svelte'

export default {
  input: 'src/main.ts',
  output: { dir: 'dist', format: 'es' },
  platform: 'browser',
  checks: { bundlerTimings: false },
  resolve: { conditionNames: ['svelte', 'browser', 'import'] },
  plugins: [
    ${compiler},
  ],
}
`,
}
