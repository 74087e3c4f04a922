/**
 * A hook whose results the oracle keeps.
 *
 * @typedef {object} RestoredHook
 * @property {string} plugin
 * @property {'load' | 'transform'} hook
 * @property {string} [unlessId] source of a regular expression; modules whose id matches are left to the plugin
 */

/**
 * What a cache of hook results can restore soundly in the apps of this benchmark. Vite keeps the class names of CSS
 * modules in memory, so these always run; so does the loading of Svelte's compiled styles, which only hands them on.
 *
 * @type {RestoredHook[]}
 */
export const restoredHooks = [
  { plugin: 'vite:vue', hook: 'load' },
  { plugin: 'vite:vue', hook: 'transform' },
  { plugin: 'vite:css', hook: 'transform', unlessId: '\\.module\\.' },
  { plugin: 'vite-plugin-svelte:preprocess', hook: 'transform' },
  { plugin: 'vite-plugin-svelte:compile', hook: 'transform' },
  { plugin: 'vite-plugin-svelte:compile-module', hook: 'transform' },
  { plugin: '@rolldown/plugin-babel', hook: 'transform' },
  { plugin: 'vite:react-compiler', hook: 'transform' },
]
