import { svelteComponents } from './svelte-components.mjs'

/** @type {import('../flavour.mjs').Flavour} */
export const svelte = {
  ...svelteComponents,
  bundler: 'vite',
  packages: ['vite', "Vite's rolldown", 'svelte', '@sveltejs/vite-plugin-svelte'],
  config: `import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [svelte({ compilerOptions: { warningFilter: (warning) => !warning.code.startsWith('a11y_') } })],
})
`,
}
