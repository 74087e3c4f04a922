import { mdxDocuments } from './mdx-documents.mjs'

/** @param {string} plugins what follows in the list of plugins */
const renderConfig = (plugins) => `import mdx from '@mdx-js/rollup'
import { nameHeadings } from './src/remark/name-headings.mjs'
import { tellLength } from './src/remark/tell-length.mjs'
${plugins}`

/**
 * Documents on Rollup, with a plugin for the types and the JSX of the other modules; React is bundled from its CommonJS modules.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const rollupMdx = {
  ...mdxDocuments,
  bundler: 'rollup',
  canRestoreResolutions: true,
  packages: [
    'rollup',
    'react',
    '@mdx-js/rollup',
    'rollup-plugin-esbuild',
    '@rollup/plugin-commonjs',
    '@rollup/plugin-node-resolve',
  ],
  config: renderConfig(`import commonjs from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import replace from '@rollup/plugin-replace'
import esbuild from 'rollup-plugin-esbuild'

export default {
  input: 'src/main.jsx',
  output: { dir: 'dist', format: 'es' },
  plugins: [
    replace({ preventAssignment: true, values: { 'process.env.NODE_ENV': '"production"' } }),
    nodeResolve({ extensions: ['.jsx', '.ts', '.mjs', '.js', '.json'] }),
    mdx({ remarkPlugins: [nameHeadings, tellLength] }),
    esbuild({ jsx: 'automatic', target: 'es2022', tsconfig: false }),
    commonjs(),
  ],
}
`),
}

/** @type {import('../flavour.mjs').Flavour} */
export const rolldownMdx = {
  ...mdxDocuments,
  bundler: 'rolldown',
  packages: ['rolldown', 'react', '@mdx-js/rollup'],
  config: renderConfig(`
export default {
  input: 'src/main.jsx',
  output: { dir: 'dist', format: 'es' },
  platform: 'browser',
  checks: { bundlerTimings: false },
  transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  plugins: [mdx({ remarkPlugins: [nameHeadings, tellLength] })],
}
`),
}
