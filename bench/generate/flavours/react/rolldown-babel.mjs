import { reactComponents } from './react-components.mjs'

/**
 * The React Compiler as a Babel plugin; Rolldown itself strips types and JSX.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const rolldownBabel = {
  ...reactComponents,
  bundler: 'rolldown',
  packages: ['rolldown', 'react', '@rolldown/plugin-babel', '@babel/core', 'babel-plugin-react-compiler'],
  config: `import babel from '@rolldown/plugin-babel'

export default {
  input: 'src/main.tsx',
  output: { dir: 'dist', format: 'es' },
  platform: 'browser',
  checks: { bundlerTimings: false },
  transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  plugins: [await babel({ plugins: ['babel-plugin-react-compiler'] })],
}
`,
}
