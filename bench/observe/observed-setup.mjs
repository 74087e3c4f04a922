/**
 * Puts an observer before the loads of a plugin of esbuild.
 *
 * @param {import('esbuild').Plugin} plugin
 * @param {import('./observer.mjs').Observer} observer
 * @returns {import('esbuild').Plugin}
 */
export function observeSetup(plugin, observer) {
  return {
    name: plugin.name,
    setup(build) {
      return plugin.setup({
        ...build,
        onLoad: (options, callback) => build.onLoad(options, observer.wrap(plugin.name, 'onLoad', callback)),
      })
    },
  }
}
