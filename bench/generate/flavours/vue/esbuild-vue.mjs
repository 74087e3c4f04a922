import { vueDefines } from './plain-styles.mjs'
import { renderVue } from './render-vue.mjs'
import { vueComponents } from './vue-components.mjs'

/**
 * Vue on esbuild, whose plugin hands scoped styles to esbuild itself: it knows no SCSS and no CSS modules of Vue.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const esbuildVue = {
  ...vueComponents,
  bundler: 'esbuild',
  packages: ['esbuild', 'vue', 'unplugin-vue'],
  config: `import vue from 'unplugin-vue/esbuild'

export default {
  entryPoints: ['src/main.ts'],
  bundle: true,
  format: 'esm',
  splitting: true,
  minify: true,
  outdir: 'dist',
  define: ${JSON.stringify(vueDefines)},
  plugins: [vue({ isProduction: true, sourceMap: false })],
}
`,
  renderModule: (plan) =>
    plan.kind === 'component'
      ? { path: `${plan.folder}/${plan.name}.vue`, content: renderVue(plan, ['css', 'css', 'css', 'none']) }
      : vueComponents.renderModule(plan),
  sharedFiles: {},
}
