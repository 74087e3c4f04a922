import { renderScript } from '../../code/render-script.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { renderMdx } from './render-mdx.mjs'

/**
 * Documents in MDX, with two remark plugins of the app's own.
 *
 * @type {import('../flavour.mjs').Content}
 */
export const mdxDocuments = {
  seed: 'mdx',
  componentShare: 0.75,
  entry: 'main.jsx',
  renderEntry: (root) => `import { createRoot } from 'react-dom/client'
import ${root.name} from './${root.folder}/${root.name}.mdx'

createRoot(document.querySelector('#app')).render(<${root.name} depth={3} />)
`,
  renderModule: (plan) => ({
    path: `${plan.folder}/${plan.name}.${plan.kind === 'component' ? 'mdx' : 'ts'}`,
    content: plan.kind === 'component' ? renderMdx(plan) : renderScript(plan, relativeImport),
  }),
  sharedFiles: {
    'components.jsx': `export const Callout = ({ kind, children }) => <aside className={kind}>{children}</aside>

export const Figure = ({ width, caption }) => (
  <figure style={{ width }}>
    <figcaption>{caption}</figcaption>
  </figure>
)
`,
    'remark/name-headings.mjs': `import { readText } from './read-text.mjs'

/** Gives each heading an id that links can point to. */
export const nameHeadings = () => (tree) => {
  for (const node of tree.children) {
    if (node.type !== 'heading') continue
    const id = readText(node).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
    node.data = { ...node.data, hProperties: { id } }
  }
}
`,
    'remark/tell-length.mjs': `import { readText } from './read-text.mjs'

/** Tells under the title how long reading takes. */
export const tellLength = () => (tree) => {
  const minutes = Math.ceil(readText(tree).split(/\\s+/).length / 200)
  const place = tree.children.findIndex((node) => node.type === 'heading') + 1
  const text = { type: 'text', value: minutes + ' min' }
  tree.children.splice(place, 0, { type: 'paragraph', children: [text] })
}
`,
    'remark/read-text.mjs': `export const readText = (node) => node.value ?? node.children?.map(readText).join(' ') ?? ''
`,
  },
}
