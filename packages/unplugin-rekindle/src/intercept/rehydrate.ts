import { HookTrace, runTraced } from '@rekindle/core'
import type { Call } from './call.ts'
import { memberKind } from './context-members.ts'
import type { HookHandler } from './hook.ts'
import { learnInputs } from './learn-inputs.ts'

/**
 * Runs the hook that a restore skipped, so that the plugin's memory is as it would be. Its result and its
 * effects were restored already; what it does now is not seen by the bundler, what it reads is.
 */
export async function rehydrate(call: Call, transform: HookHandler): Promise<void> {
  const trace = new HookTrace()
  try {
    await runTraced(trace, () => transform.apply(silentContext(call.context), [...call.args]))
  } finally {
    learnInputs(call, trace, [])
  }
}

function silentContext(context: object): object {
  return new Proxy(
    {},
    {
      get(_target, name): unknown {
        if (typeof name === 'string' && memberKind(name) === 'effect') {
          return () => undefined
        }
        const value: unknown = Reflect.get(context, name, context)
        return typeof value === 'function' ? value.bind(context) : value
      },
    },
  )
}
