import { HookTrace, runTraced, startTracing, stopTracing } from '@rekindle/core'
import { restoredHooks } from '../oracle/restored-hooks.mjs'
import { wrapHandler } from '../oracle/wrap-handler.mjs'

/**
 * Watches the hooks that a cache would keep, and does nothing with what it sees: what watching alone costs.
 *
 * @returns {import('vite').Plugin}
 */
export function createTracingPlugin() {
  // Vite may resolve its config several times with the same plugin objects.
  const wrappedPlugins = new WeakSet()
  return {
    name: 'rekindle-bench:tracing',
    enforce: 'pre',
    configResolved: {
      order: 'post',
      handler(config) {
        for (const plugin of config.plugins) {
          if (wrappedPlugins.has(plugin)) continue
          wrappedPlugins.add(plugin)
          for (const { plugin: name, hook } of restoredHooks) {
            if (plugin.name === name) wrapHandler(plugin, hook, traced)
          }
        }
      },
    },
    buildStart: () => startTracing(),
    buildEnd: () => stopTracing(),
  }
}

/**
 * @param {import('../oracle/wrap-handler.mjs').Handler} handler
 * @returns {import('../oracle/wrap-handler.mjs').Handler}
 */
function traced(handler) {
  return function (...values) {
    return runTraced(new HookTrace(), () => handler.apply(this, values))
  }
}
