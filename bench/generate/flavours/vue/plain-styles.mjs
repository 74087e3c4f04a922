import { sharedPartials } from '../../style/render-scss.mjs'
import { renderVue } from './render-vue.mjs'
import { vueComponents } from './vue-components.mjs'

/** What the compiler of single-file components is told where no bundler tells it. */
export const vueDefines = {
  'process.env.NODE_ENV': '"production"',
  __VUE_OPTIONS_API__: 'true',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
}

/**
 * Single-file components for bundlers that know no styles: two plugins of the app compile SCSS and make modules of the styles. There
 * are no CSS modules.
 *
 * @type {import('../flavour.mjs').Content}
 */
export const plainlyStyledComponents = {
  ...vueComponents,
  renderModule: (plan) =>
    plan.kind === 'component'
      ? {
          path: `${plan.folder}/${plan.name}.vue`,
          content: renderVue(plan, ['css', 'css', 'css', 'css', 'scss', 'scss', 'none']),
        }
      : vueComponents.renderModule(plan),
  sharedFiles: {
    ...sharedPartials,
    'build/styles.mjs': `import { pathToFileURL } from 'node:url'
import { compileString } from 'sass'

/** Stands before the compiler of components, which scopes what this one gives. */
export const sass = {
  name: 'app:sass',
  transform: {
    filter: { id: /\\.scss$/ },
    handler: (code, id) => ({ code: compileString(code, { url: pathToFileURL(id.split('?')[0]) }).css, map: null }),
  },
}

export const styles = {
  name: 'app:styles',
  transform: {
    filter: { id: /\\.s?css$/ },
    handler: (code) => ({
      code: \`document.head.append(Object.assign(document.createElement('style'), { textContent: \${JSON.stringify(code)} }))\`,
      map: null,
      moduleSideEffects: true,
      moduleType: 'js',
    }),
  },
}
`,
  },
}
