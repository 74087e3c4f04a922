import { identifyCall } from './identify-call.mjs'
import { recordHandler } from './record-handler.mjs'
import { restoreHandler } from './restore-handler.mjs'
import { restoredHooks } from './restored-hooks.mjs'

/**
 * The ideal that a cache of hook results is compared with: every result lies ready in memory and is never verified.
 *
 * @typedef {import('../measure/read-hook-counts.mjs').HookCounts} OracleCounts
 *
 * @param {object} options
 * @param {'record' | 'restore'} options.mode
 * @param {import('./recording.mjs').Recording} options.recording
 * @param {import('./restored-hooks.mjs').RestoredHook[]} [options.hooks]
 * @returns {{ observer: import('../observe/observer.mjs').Observer, counts: OracleCounts }}
 */
export function createOracle({ mode, recording, hooks = restoredHooks }) {
  const counts = { run: 0, declined: 0, bypassed: 0, restored: 0 }
  return {
    counts,
    observer: {
      wrap(plugin, hook, handler) {
        const restored = hooks.find((one) => one.plugin === plugin && one.hook === hook)
        if (!restored) return handler
        const replaced =
          mode === 'record'
            ? recordHandler(recording, plugin, hook, handler)
            : restoreHandler(recording, plugin, hook, handler, counts)
        return restored.unlessId
          ? leaveOut(new RegExp(restored.unlessId), hook, handler, replaced, counts)
          : replaced
      },
    },
  }
}

/**
 * @param {RegExp} idPattern
 * @param {import('../observe/observer.mjs').HookName} hook
 * @param {import('../observe/wrap-handler.mjs').Handler} handler
 * @param {import('../observe/wrap-handler.mjs').Handler} replaced
 * @param {OracleCounts} counts
 * @returns {import('../observe/wrap-handler.mjs').Handler}
 */
function leaveOut(idPattern, hook, handler, replaced, counts) {
  return function (...values) {
    if (!idPattern.test(identifyCall(hook, values).id)) return replaced.apply(this, values)
    counts.run++
    return handler.apply(this, values)
  }
}
