import { wrapHandler } from './wrap-handler.mjs'

/** @type {import('./observer.mjs').HookName[]} */
const hookNames = ['load', 'transform', 'renderChunk', 'resolveId']

/**
 * Puts an observer before the hooks of all other plugins, in Vite, Rollup and Rolldown.
 *
 * @param {import('./observer.mjs').Observer} observer
 * @returns {any} a plugin of Vite, Rollup and Rolldown
 */
export function createObservingPlugin(observer) {
  // Vite may resolve its config several times with the same plugin objects.
  const wrappedPlugins = new WeakSet()

  /** @param {readonly any[]} plugins */
  function wrapPlugins(plugins) {
    for (const plugin of plugins) {
      if (!plugin || wrappedPlugins.has(plugin)) continue
      wrappedPlugins.add(plugin)
      for (const name of hookNames) {
        wrapHandler(plugin, name, (handler) => observer.wrap(plugin.name, name, handler))
      }
    }
  }

  let isOfVite = false
  return {
    name: 'rekindle-bench:observer',
    enforce: 'pre',
    configResolved: {
      order: 'post',
      handler(/** @type {any} */ config) {
        isOfVite = true
        wrapPlugins(config.plugins)
      },
    },
    options: {
      order: 'post',
      // Rollup and Rolldown have no resolved config; the plugins of the apps stand there in a flat list.
      handler(/** @type {any} */ options) {
        if (!isOfVite) wrapPlugins(options.plugins)
      },
    },
    buildStart: () => observer.start?.(),
    buildEnd: () => observer.end?.(),
  }
}
