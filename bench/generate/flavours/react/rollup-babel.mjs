import { reactComponents } from './react-components.mjs'

/**
 * The same modules on Rollup, where Babel does all the work, and React is bundled from its CommonJS modules.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const rollupBabel = {
  ...reactComponents,
  bundler: 'rollup',
  canRestoreResolutions: true,
  packages: [
    'rollup',
    'react',
    '@rollup/plugin-babel',
    '@rollup/plugin-commonjs',
    '@rollup/plugin-node-resolve',
    '@babel/core',
    'babel-plugin-react-compiler',
  ],
  config: `import { babel } from '@rollup/plugin-babel'
import commonjs from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import replace from '@rollup/plugin-replace'

const extensions = ['.tsx', '.ts', '.mjs', '.js', '.json']

export default {
  input: 'src/main.tsx',
  output: { dir: 'dist', format: 'es' },
  plugins: [
    replace({ preventAssignment: true, values: { 'process.env.NODE_ENV': '"production"' } }),
    nodeResolve({ extensions }),
    babel({
      extensions: ['.ts', '.tsx'],
      babelHelpers: 'bundled',
      babelrc: false,
      configFile: false,
      plugins: ['babel-plugin-react-compiler'],
      presets: [['@babel/preset-react', { runtime: 'automatic' }], '@babel/preset-typescript'],
    }),
    commonjs(),
  ],
}
`,
}
