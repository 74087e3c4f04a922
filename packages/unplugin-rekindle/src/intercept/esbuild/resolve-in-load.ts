import { runUntraced } from '@rekindle/core'
import type { PluginBuild } from 'esbuild'
import { type HookRecord, runningRecord } from '../hook-record.ts'

type Resolve = PluginBuild['resolve']

/** The context of a recorded load, as far as it asks the bundler. */
export interface AskingContext {
  resolve: Resolve
}

const recordToContext: WeakMap<HookRecord, AskingContext> = new WeakMap()

/** Notes which context belongs to the call that is running now. */
export function noteContext(context: AskingContext): void {
  const record = runningRecord()
  if (record !== null) {
    recordToContext.set(record, context)
  }
}

/**
 * `build.resolve`, whose answers are inputs of the load that asks. Another callback that asks talks to a process out of sight;
 * of a plugin that is known, `isKnown`, its loads hear of the answer by what they are told.
 */
export function askedResolve(resolve: Resolve, isKnown: () => boolean): Resolve {
  return (...args) => {
    const record = runningRecord()
    const context = record === null ? undefined : recordToContext.get(record)
    if (context !== undefined) {
      return context.resolve(...args)
    }
    return isKnown() ? runUntraced(() => resolve(...args)) : resolve(...args)
  }
}
