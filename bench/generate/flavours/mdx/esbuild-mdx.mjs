import { mdxDocuments } from './mdx-documents.mjs'

/** @type {import('../flavour.mjs').Flavour} */
export const esbuildMdx = {
  ...mdxDocuments,
  bundler: 'esbuild',
  packages: ['esbuild', 'react', '@mdx-js/esbuild'],
  config: `import mdx from '@mdx-js/esbuild'
import { nameHeadings } from './src/remark/name-headings.mjs'
import { tellLength } from './src/remark/tell-length.mjs'

export default {
  entryPoints: ['src/main.jsx'],
  bundle: true,
  format: 'esm',
  splitting: true,
  minify: true,
  jsx: 'automatic',
  outdir: 'dist',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [mdx({ remarkPlugins: [nameHeadings, tellLength] })],
}
`,
}
