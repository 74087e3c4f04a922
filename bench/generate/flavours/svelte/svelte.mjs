import { renderScript } from '../../code/render-script.mjs'
import { relativeImport } from '../../relative-import.mjs'
import { renderSvelte } from './render-svelte.mjs'

/** @type {import('../flavour.mjs').Flavour} */
export const svelte = {
  name: 'svelte',
  bundler: 'vite',
  componentShare: 0.75,
  packages: ['vite', "Vite's rolldown", 'svelte', '@sveltejs/vite-plugin-svelte'],
  entry: 'main.ts',
  config: `import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [svelte({ compilerOptions: { warningFilter: (warning) => !warning.code.startsWith('a11y_') } })],
})
`,
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
