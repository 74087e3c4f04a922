import { HookTrace, noteDraws, noteUnkept, runTraced } from '@rekindle/core'
import type { CachedPlugin } from './cached-plugin.ts'
import type { HookHandler } from './hook.ts'
import { reportFailure } from './host.ts'
import { touchedInputs } from './learn-inputs.ts'
import { watchedContext } from './recording-context.ts'

/**
 * A hook that isn't cached, of a plugin of which nothing is known: what it reads may shape every later result,
 * and what a process or thread that it starts reads is out of sight.
 */
export function observedHook(
  cachedPlugin: () => CachedPlugin | null,
  hook: string,
  handler: HookHandler,
): HookHandler {
  return function (this: object, ...args) {
    const plugin = cachedPlugin()
    if (plugin === null || !plugin.host.isBuilding() || !isTraced(plugin)) {
      return handler.apply(this, args)
    }
    const trace = new HookTrace()
    const result = runTraced(trace, () => {
      try {
        return handler.apply(watchedContext(this), args)
      } finally {
        learn(plugin, hook, trace)
      }
    })
    if (typeof (result as { then?: unknown } | null | undefined)?.then !== 'function') {
      return result
    }
    const learned = (): void => learn(plugin, hook, trace)
    // A thenable's own `then` may do its work at each call.
    const settled = Promise.resolve(result)
    settled.then(learned, learned)
    return settled
  }
}

/** Nothing is kept of a plugin that is only measured, or left alone. */
function isTraced(plugin: CachedPlugin): boolean {
  try {
    const { kind } = plugin.trial().standing
    return kind === 'tried' || kind === 'trusted'
  } catch (error) {
    reportFailure(plugin.host, `the standing of ${plugin.name}`, error)
    return false
  }
}

function learn(plugin: CachedPlugin, hook: string, trace: HookTrace): void {
  const { host, policy } = plugin
  try {
    host.results.memoryOf(policy.family).remember(touchedInputs(trace), host.startedAtMs(), hook)
    plugin.noteEffects(trace.effects)
    noteUnkept(trace)
    if (!plugin.isVouchedFor) {
      noteDraws(trace)
    }
  } catch (error) {
    reportFailure(host, `what ${plugin.name} read`, error)
  }
}
