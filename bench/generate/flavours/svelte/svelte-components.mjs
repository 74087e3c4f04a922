import { renderScript } from '../../code/render-script.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { renderSvelte } from './render-svelte.mjs'

/**
 * Components of Svelte 5.
 *
 * @type {import('../flavour.mjs').Content}
 */
export const svelteComponents = {
  seed: 'svelte',
  componentShare: 0.75,
  entry: 'main.ts',
  renderEntry: (root) => `import { mount } from 'svelte'
import ${root.name} from './${root.folder}/${root.name}.svelte'

mount(${root.name}, { target: document.querySelector('#app')!, props: { depth: 3 } })
`,
  renderModule: (plan) => ({
    path: `${plan.folder}/${plan.name}.${plan.kind === 'component' ? 'svelte' : 'ts'}`,
    content: plan.kind === 'component' ? renderSvelte(plan).code : renderScript(plan, relativeImport),
  }),
  sharedFiles: {},
}
