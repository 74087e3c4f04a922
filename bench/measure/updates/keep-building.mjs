/**
 * A bundler that goes on after its first build, as it does for a developer who edits.
 *
 * @typedef {object} GoingBuild
 * @property {() => Promise<void>} built ends with the first build, then with the one for what has changed since the last call. It rejects when
 * a build fails
 * @property {() => Promise<unknown>} close
 *
 * @typedef {(options: { root: string, configFile: string }) => Promise<GoingBuild>} KeepBuilding
 */

/**
 * Loads a bundler.
 *
 * @type {Record<import('../build-app.mjs').Bundler, () => Promise<KeepBuilding>>}
 */
export const loadGoingBundler = {
  vite: async () => (await import('./vite.mjs')).watchWithVite,
  rollup: async () => (await import('./rollup.mjs')).watchWithRollup,
  rolldown: async () => (await import('./rolldown.mjs')).watchWithRolldown,
  esbuild: async () => (await import('./esbuild.mjs')).rebuildWithEsbuild,
}
