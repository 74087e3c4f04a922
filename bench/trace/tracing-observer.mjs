import { HookTrace, runTraced, startTracing, stopTracing } from '@rekindle/core'
import { resolutionHooks, restoredHooks } from '../oracle/restored-hooks.mjs'

const tracedHooks = [...restoredHooks, ...resolutionHooks]

/**
 * Watches the hooks that a cache would keep, and does nothing with what it sees: what watching alone costs.
 *
 * @returns {import('../observe/observer.mjs').Observer}
 */
export function createTracingObserver() {
  return {
    wrap: (plugin, hook, handler) =>
      tracedHooks.some((one) => one.plugin === plugin && one.hook === hook) ? traced(handler) : handler,
    start: () => startTracing(),
    end: () => stopTracing(),
  }
}

/**
 * @param {import('../observe/wrap-handler.mjs').Handler} handler
 * @returns {import('../observe/wrap-handler.mjs').Handler}
 */
function traced(handler) {
  return function (...values) {
    return runTraced(new HookTrace(), () => handler.apply(this, values))
  }
}
