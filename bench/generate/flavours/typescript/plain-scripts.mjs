import { renderScript } from '../../code/render-script.mjs'
import { relativeImport } from '../../relative-import.mjs'

/**
 * Plain TypeScript.
 *
 * @type {import('../flavour.mjs').Content}
 */
export const plainScripts = {
  seed: 'typescript',
  componentShare: 0,
  entry: 'main.ts',
  renderEntry: (root) => `import { report${root.name} } from './${root.folder}/${root.name}'

document.querySelector('#app')!.textContent = report${root.name}(3)
`,
  renderModule: (plan) => ({
    path: `${plan.folder}/${plan.name}.ts`,
    content: renderScript(plan, relativeImport),
  }),
  sharedFiles: {},
}
