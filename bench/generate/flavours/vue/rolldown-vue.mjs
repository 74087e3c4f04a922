import { renderVue } from './render-vue.mjs'
import { vue } from './vue.mjs'

/**
 * Vue on Rolldown alone. Rolldown bundles no CSS, so that a plugin of the app's own makes modules of the styles.
 *
 * @type {import('../flavour.mjs').Flavour}
 */
export const rolldownVue = {
  ...vue,
  name: 'rolldown-vue',
  bundler: 'rolldown',
  packages: ['rolldown', 'vue', '@vitejs/plugin-vue'],
  config: `import vue from '@vitejs/plugin-vue'

const styles = {
  name: 'app:styles',
  transform: {
    filter: { id: /\\.css$/ },
    handler: (code) => ({
      code: \`document.head.append(Object.assign(document.createElement('style'), { textContent: \${JSON.stringify(code)} }))\`,
      map: null,
      moduleSideEffects: true,
      moduleType: 'js',
    }),
  },
}

export default {
  input: 'src/main.ts',
  output: { dir: 'dist', format: 'es' },
  platform: 'browser',
  checks: { bundlerTimings: false },
  transform: {
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
  },
  plugins: [vue({ isProduction: true }), styles],
}
`,
  renderModule: (plan) =>
    plan.kind === 'component'
      ? { path: `${plan.folder}/${plan.name}.vue`, content: renderVue(plan, ['css', 'css', 'css', 'none']) }
      : vue.renderModule(plan),
  sharedFiles: {},
}
