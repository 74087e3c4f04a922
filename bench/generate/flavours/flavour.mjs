/**
 * A kind of app: how its modules are written and how Vite is set up for it.
 *
 * @typedef {object} Flavour
 * @property {string} name
 * @property {string} [seed] flavours with the same seed have the same modules; default: the name
 * @property {number} componentShare how many of the modules are components, 0 to 1
 * @property {string[]} packages what is reported with the results, with version
 * @property {string} config content of vite.config.mjs
 * @property {(root: import('../plan-modules.mjs').ModulePlan) => string} renderEntry content of src/main.ts(x)
 * @property {string} entry path of the entry below `src`
 * @property {(plan: import('../plan-modules.mjs').ModulePlan) => SourceFile} renderModule
 * @property {Record<string, string>} sharedFiles by path below `src`
 *
 * @typedef {{ path: string, content: string }} SourceFile `path` is relative to `src`
 */

import { reactBabel, reactNativeCompiler } from './react/react.mjs'
import { svelte } from './svelte/svelte.mjs'
import { typescript } from './typescript/typescript.mjs'
import { vue } from './vue/vue.mjs'

/** @type {Record<string, Flavour>} */
export const flavours = {
  vue,
  svelte,
  'react-babel': reactBabel,
  'react-native-compiler': reactNativeCompiler,
  typescript,
}
