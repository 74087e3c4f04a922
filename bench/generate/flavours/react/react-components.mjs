import { renderScript } from '../../code/render-script.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { renderReact } from './render-react.mjs'

/**
 * Components in TSX.
 *
 * @type {import('../flavour.mjs').Content}
 */
export const reactComponents = {
  seed: 'react',
  componentShare: 0.75,
  entry: 'main.tsx',
  renderEntry: (root) => `import { createRoot } from 'react-dom/client'
import { ${root.name} } from './${root.folder}/${root.name}'

createRoot(document.querySelector('#app')!).render(<${root.name} depth={3} />)
`,
  renderModule: (plan) => ({
    path: `${plan.folder}/${plan.name}.${plan.kind === 'component' ? 'tsx' : 'ts'}`,
    content: plan.kind === 'component' ? renderReact(plan) : renderScript(plan, relativeImport),
  }),
  sharedFiles: {},
}
