import { mdxDocuments } from './mdx-documents.mjs'

/**
 * Documents on Vite; the few modules with JSX are left to Vite itself.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const mdx = {
  ...mdxDocuments,
  bundler: 'vite',
  packages: ['vite', "Vite's rolldown", 'react', '@mdx-js/rollup'],
  config: `import mdx from '@mdx-js/rollup'
import { defineConfig } from 'vite'
import { nameHeadings } from './src/remark/name-headings.mjs'
import { tellLength } from './src/remark/tell-length.mjs'

export default defineConfig({ plugins: [mdx({ remarkPlugins: [nameHeadings, tellLength] })] })
`,
}
