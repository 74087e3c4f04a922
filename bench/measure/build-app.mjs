/**
 * Builds the app in `root` with the config file, and with an observer before its plugins' hooks.
 *
 * @typedef {(options: { root: string, configFile: string, observer?: import('../observe/observer.mjs').Observer }) => Promise<void>} BuildApp
 *
 * @typedef {'vite' | 'rollup' | 'rolldown' | 'esbuild'} Bundler
 */

/**
 * Loads a bundler.
 *
 * @type {Record<Bundler, () => Promise<BuildApp>>}
 */
export const loadBundler = {
  vite: async () => (await import('./bundlers/vite.mjs')).buildWithVite,
  rollup: async () => (await import('./bundlers/rollup.mjs')).buildWithRollup,
  rolldown: async () => (await import('./bundlers/rolldown.mjs')).buildWithRolldown,
  esbuild: async () => (await import('./bundlers/esbuild.mjs')).buildWithEsbuild,
}
