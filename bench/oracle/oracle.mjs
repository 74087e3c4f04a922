import { recordHandler } from './record-handler.mjs'
import { restoreHandler } from './restore-handler.mjs'
import { restoredHooks } from './restored-hooks.mjs'
import { wrapHandler } from './wrap-handler.mjs'

/**
 * The ideal that a cache of hook results is compared with: every result lies ready in memory and is never verified.
 *
 * @typedef {import('../measure/read-hook-counts.mjs').HookCounts} OracleCounts
 *
 * @param {object} options
 * @param {'record' | 'restore'} options.mode
 * @param {import('./recording.mjs').Recording} options.recording
 * @param {import('./restored-hooks.mjs').RestoredHook[]} [options.hooks]
 * @returns {{ plugin: import('vite').Plugin, counts: OracleCounts }}
 */
export function createOracle({ mode, recording, hooks = restoredHooks }) {
  const counts = { run: 0, declined: 0, bypassed: 0, restored: 0 }
  // Vite may resolve its config several times with the same plugin objects.
  const wrappedPlugins = new WeakSet()

  /** @param {import('vite').Plugin} plugin */
  function wrapPlugin(plugin) {
    if (wrappedPlugins.has(plugin)) return
    wrappedPlugins.add(plugin)
    for (const { plugin: name, hook, unlessId } of hooks) {
      if (plugin.name !== name) continue
      const key = `${name} ${hook}`
      const receivesCode = hook === 'transform'
      wrapHandler(plugin, hook, (handler) => {
        const replaced =
          mode === 'record'
            ? recordHandler(recording, key, receivesCode, handler)
            : restoreHandler(recording, key, receivesCode, handler, counts)
        return unlessId ? leaveOut(new RegExp(unlessId), receivesCode, handler, replaced, counts) : replaced
      })
    }
  }

  return {
    counts,
    plugin: {
      name: 'rekindle-bench:oracle',
      enforce: 'pre',
      configResolved: {
        order: 'post',
        handler(config) {
          for (const plugin of config.plugins) wrapPlugin(plugin)
        },
      },
    },
  }
}

/**
 * @param {RegExp} idPattern
 * @param {boolean} receivesCode
 * @param {import('./wrap-handler.mjs').Handler} handler
 * @param {import('./wrap-handler.mjs').Handler} replaced
 * @param {OracleCounts} counts
 * @returns {import('./wrap-handler.mjs').Handler}
 */
function leaveOut(idPattern, receivesCode, handler, replaced, counts) {
  return function (...values) {
    if (!idPattern.test(values[receivesCode ? 1 : 0])) return replaced.apply(this, values)
    counts.run++
    return handler.apply(this, values)
  }
}
