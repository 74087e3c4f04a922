import { watchClassNames } from './class-names.mjs'
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
 * @param {readonly string[]} [options.edited] files that have changed since the recording
 * @returns {{ observer: import('../observe/observer.mjs').Observer, counts: OracleCounts }}
 */
export function createOracle({ mode, recording, hooks = restoredHooks, edited = [] }) {
  watchClassNames()
  const editedFiles = new Set(edited)
  const counts = { run: 0, declined: 0, bypassed: 0, restored: 0 }
  return {
    counts,
    observer: {
      wrap(plugin, hook, handler) {
        const restored = hooks.find((one) => one.plugin === plugin && one.hook === hook)
        if (!restored) return handler
        return mode === 'record'
          ? recordHandler(recording, plugin, hook, handler)
          : restoreHandler(recording, plugin, hook, handler, counts, editedFiles)
      },
    },
  }
}
