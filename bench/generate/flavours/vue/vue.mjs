import { renderScript } from '../../code/render-script.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { sharedPartials } from '../../style/render-scss.mjs'
import { renderVue } from './render-vue.mjs'

/** @type {import('../flavour.mjs').Flavour} */
export const vue = {
  name: 'vue',
  bundler: 'vite',
  componentShare: 0.75,
  packages: ['vite', "Vite's rolldown", 'vue', '@vitejs/plugin-vue', 'sass-embedded'],
  entry: 'main.ts',
  config: `import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({ plugins: [vue()] })
`,
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
