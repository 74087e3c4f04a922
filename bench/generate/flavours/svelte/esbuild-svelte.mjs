import { sharedPartials } from '../../style/render-scss.mjs'
import { renderSvelte } from './render-svelte.mjs'
import { svelteComponents } from './svelte-components.mjs'

/**
 * Svelte on esbuild, with SCSS files that the components import.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const esbuildSvelte = {
  ...svelteComponents,
  bundler: 'esbuild',
  packages: ['esbuild', 'svelte', 'esbuild-svelte', 'esbuild-sass-plugin'],
  config: `import { sassPlugin } from 'esbuild-sass-plugin'
import svelte from 'esbuild-svelte'

export default {
  entryPoints: ['src/main.ts'],
  bundle: true,
  format: 'esm',
  splitting: true,
  minify: true,
  outdir: 'dist',
  conditions: ['svelte', 'browser'],
  mainFields: ['svelte', 'browser', 'module', 'main'],
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [svelte({ filterWarnings: (warning) => !warning.code.startsWith('a11y_') }), sassPlugin()],
}
`,
  renderModule(plan) {
    if (plan.kind !== 'component') return svelteComponents.renderModule(plan)
    const { code, scss } = renderSvelte(plan, { importsScss: true })
    const file = { path: `${plan.folder}/${plan.name}.svelte`, content: code }
    return scss === undefined
      ? file
      : { ...file, besides: { path: `${plan.folder}/${plan.name}.scss`, content: scss } }
  },
  sharedFiles: sharedPartials,
}
