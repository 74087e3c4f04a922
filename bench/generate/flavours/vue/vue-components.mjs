import { renderScript } from '../../code/render-script.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { sharedPartials } from '../../style/render-scss.mjs'
import { renderVue } from './render-vue.mjs'

/**
 * Single-file components.
 *
 * @type {import('../flavour.mjs').Content}
 */
export const vueComponents = {
  seed: 'vue',
  componentShare: 0.75,
  entry: 'main.ts',
  renderEntry: (root) => `import { createApp } from 'vue'
import ${root.name} from './${root.folder}/${root.name}.vue'

createApp(${root.name}, { depth: 3 }).mount('#app')
`,
  renderModule: (plan) => ({
    path: `${plan.folder}/${plan.name}.${plan.kind === 'component' ? 'vue' : 'ts'}`,
    content: plan.kind === 'component' ? renderVue(plan) : renderScript(plan, relativeImport),
  }),
  sharedFiles: sharedPartials,
}
