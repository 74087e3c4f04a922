import { renderScript } from '../../code/render-script.mjs'
import { relativeImport } from '../../relative-import.mjs'

/**
 * Plain TypeScript, which Vite itself strips: there is nothing to cache, so a cache can only cost.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const typescript = {
  name: 'typescript',
  bundler: 'vite',
  componentShare: 0,
  packages: ['vite', "Vite's rolldown"],
  entry: 'main.ts',
  config: `import { defineConfig } from 'vite'

export default defineConfig({ plugins: [] })
`,
  renderEntry: (root) => `import { report${root.name} } from './${root.folder}/${root.name}'

document.querySelector('#app')!.textContent = report${root.name}(3)
`,
  renderModule: (plan) => ({
    path: `${plan.folder}/${plan.name}.ts`,
    content: renderScript(plan, relativeImport),
  }),
  sharedFiles: {},
}
