/**
 * A hook whose results the oracle keeps.
 *
 * @typedef {object} RestoredHook
 * @property {string} plugin
 * @property {import('../observe/observer.mjs').HookName} hook
 */

/**
 * What a cache of hook results can restore soundly in the apps of this benchmark. The class names of CSS modules,
 * which Vite keeps in memory, are put back. The loading of Svelte's compiled styles always runs, which only hands them on. With
 * esbuild-svelte the styles are a load of their own that is kept beside the component's; on Rollup the components bring them along. CommonJS modules are left to
 * their plugin: what becomes of one depends on others.
 *
 * @type {RestoredHook[]}
 */
export const restoredHooks = [
  { plugin: 'vite:vue', hook: 'load' },
  { plugin: 'vite:vue', hook: 'transform' },
  { plugin: 'vite:css', hook: 'transform' },
  { plugin: 'vite-plugin-svelte:preprocess', hook: 'transform' },
  { plugin: 'vite-plugin-svelte:compile', hook: 'transform' },
  { plugin: 'vite-plugin-svelte:compile-module', hook: 'transform' },
  { plugin: '@rolldown/plugin-babel', hook: 'transform' },
  { plugin: 'vite:react-compiler', hook: 'transform' },
  { plugin: 'babel', hook: 'transform' },
  { plugin: 'svelte', hook: 'transform' },
  { plugin: '@mdx-js/rollup', hook: 'transform' },
  { plugin: 'terser', hook: 'renderChunk' },
  { plugin: 'app:sass', hook: 'transform' },
  { plugin: 'app:styles', hook: 'transform' },
  { plugin: 'esbuild-svelte', hook: 'onLoad' },
  { plugin: 'sass-plugin', hook: 'onLoad' },
  { plugin: '@mdx-js/esbuild', hook: 'onLoad' },
  { plugin: 'app:babel', hook: 'onLoad' },
]

/**
 * Where each import leads: apart, since a cache that restores this has to show that no file has come or gone on the way.
 *
 * @type {RestoredHook[]}
 */
export const resolutionHooks = [{ plugin: 'node-resolve', hook: 'resolveId' }]
