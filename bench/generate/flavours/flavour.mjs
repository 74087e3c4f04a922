/**
 * What the modules of an app are, whatever builds it.
 *
 * @typedef {object} Content
 * @property {string} seed contents with the same seed have the same graph of modules
 * @property {number} componentShare how many of the modules are components, 0 to 1
 * @property {(root: import('../plan-modules.mjs').ModulePlan) => string} renderEntry
 * @property {string} entry path of the entry below `src`
 * @property {(plan: import('../plan-modules.mjs').ModulePlan) => SourceFile} renderModule
 * @property {Record<string, string>} sharedFiles by path relative to `src`
 *
 * @typedef {{ path: string, content: string, besides?: SourceFile }} SourceFile `path` is relative to `src`; `besides` is a
 * file that only this one imports
 */

/**
 * A kind of app: how its modules are written, which bundler builds it, and how that is set up.
 *
 * @typedef {Content & BundlerSetup} Flavour
 *
 * @typedef {object} BundlerSetup
 * @property {import('../../measure/build-app.mjs').Bundler} bundler
 * @property {string[]} packages what is reported with the results, with version, as `packageVersions` takes it
 * @property {string} config content of the bundler's config file
 * @property {string[]} [optedIn] plugins that Rekindle doesn't know, and is told to cache
 * @property {boolean} [canRestoreResolutions] a second oracle restores as well where imports lead
 */

import { esbuildMdx } from './mdx/esbuild-mdx.mjs'
import { mdx } from './mdx/mdx.mjs'
import { rolldownMdx, rollupMdx } from './mdx/mdx-on-rollup.mjs'
import { esbuildBabel } from './react/esbuild-babel.mjs'
import { reactBabel, reactNativeCompiler } from './react/react-babel.mjs'
import { rolldownBabel } from './react/rolldown-babel.mjs'
import { rollupBabel } from './react/rollup-babel.mjs'
import { rollupTerser } from './react/rollup-terser.mjs'
import { esbuildSvelte } from './svelte/esbuild-svelte.mjs'
import { svelte } from './svelte/svelte.mjs'
import { rolldownSvelte, rollupSvelte } from './svelte/svelte-on-rollup.mjs'
import {
  esbuildTypescript,
  rolldownTypescript,
  rollupTypescript,
  typescript,
} from './typescript/typescript.mjs'
import { esbuildVue } from './vue/esbuild-vue.mjs'
import { vue } from './vue/vue.mjs'
import { rolldownVue, rollupVue } from './vue/vue-on-rollup.mjs'

/** @type {Record<string, Flavour>} */
export const flavours = {
  vue,
  svelte,
  'react-babel': reactBabel,
  'react-native-compiler': reactNativeCompiler,
  mdx,
  typescript,
  'rollup-vue': rollupVue,
  'rollup-svelte': rollupSvelte,
  'rollup-babel': rollupBabel,
  'rollup-terser': rollupTerser,
  'rollup-mdx': rollupMdx,
  'rollup-typescript': rollupTypescript,
  'rolldown-vue': rolldownVue,
  'rolldown-svelte': rolldownSvelte,
  'rolldown-babel': rolldownBabel,
  'rolldown-mdx': rolldownMdx,
  'rolldown-typescript': rolldownTypescript,
  'esbuild-vue': esbuildVue,
  'esbuild-svelte': esbuildSvelte,
  'esbuild-babel': esbuildBabel,
  'esbuild-mdx': esbuildMdx,
  'esbuild-typescript': esbuildTypescript,
}
