/**
 * A kind of app: how its modules are written, which bundler builds it, and how that is set up.
 *
 * @typedef {object} Flavour
 * @property {string} name
 * @property {import('../../measure/build-app.mjs').Bundler} bundler
 * @property {string} [seed] flavours with the same seed have the same modules; default: the name
 * @property {number} componentShare how many of the modules are components, 0 to 1
 * @property {string[]} packages what is reported with the results, with version, as `packageVersions` takes it
 * @property {string} config content of the bundler's config file
 * @property {boolean} [canRestoreResolutions] a second oracle restores as well where imports lead
 * @property {(root: import('../plan-modules.mjs').ModulePlan) => string} renderEntry content of src/main.ts(x)
 * @property {string} entry path of the entry below `src`
 * @property {(plan: import('../plan-modules.mjs').ModulePlan) => SourceFile} renderModule
 * @property {Record<string, string>} sharedFiles by path relative to `src`
 *
 * @typedef {{ path: string, content: string, besides?: SourceFile }} SourceFile `path` is relative to `src`; `besides` is a
 * file that only this one imports
 */

import { mdx } from './mdx/mdx.mjs'
import { reactBabel, reactNativeCompiler, rollupBabel } from './react/react.mjs'
import { esbuildSvelte } from './svelte/esbuild-svelte.mjs'
import { svelte } from './svelte/svelte.mjs'
import { typescript } from './typescript/typescript.mjs'
import { rolldownVue } from './vue/rolldown-vue.mjs'
import { vue } from './vue/vue.mjs'

/** @type {Record<string, Flavour>} */
export const flavours = {
  vue,
  svelte,
  'react-babel': reactBabel,
  'react-native-compiler': reactNativeCompiler,
  typescript,
  'rollup-babel': rollupBabel,
  'rolldown-vue': rolldownVue,
  'esbuild-svelte': esbuildSvelte,
  'esbuild-mdx': mdx,
}
