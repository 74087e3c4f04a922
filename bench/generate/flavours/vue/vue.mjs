import { vueComponents } from './vue-components.mjs'

/** @type {import('../flavour.mjs').Flavour} */
export const vue = {
  ...vueComponents,
  bundler: 'vite',
  packages: ['vite', "Vite's rolldown", 'vue', '@vitejs/plugin-vue', 'sass-embedded'],
  config: `import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({ plugins: [vue()] })
`,
}
