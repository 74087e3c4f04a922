import { HookTrace, runTraced } from '@rekindle/core'
import { differenceOf, quarantine } from './audit-call.ts'
import { type Call, emitCall } from './call.ts'
import { freezeResult } from './hook-result.ts'
import { learnInputs } from './learn-inputs.ts'
import type { Found, Missed } from './restore-call.ts'
import { silentContext } from './silent-context.ts'

/**
 * Runs the hook that a restore skipped, so that the plugin's memory is as it would be. Its result and its
 * effects were restored already; what it does now is not seen by the bundler, what it reads is. The result is held against
 * the one that was restored, which costs next to nothing here.
 */
export async function rehydrate(call: Call, restored: Found | Missed | null): Promise<void> {
  const trace = new HookTrace()
  const { clock } = call.plugin.host
  const running = clock.start()
  let milliseconds = 0
  let result: unknown
  try {
    result = await runTraced(trace, () => call.handler.apply(silentContext(call.context), [...call.args]))
  } finally {
    milliseconds = clock.end(running)
    learnInputs(call, trace, [])
  }
  emitCall(call, { kind: 'rehydrated' }, { startedAt: running.startedAt, milliseconds })
  if (restored?.kind === 'found') {
    const frozen = freezeResult(result, call.plugin.policy.keepsEmpty?.(call) === true)
    // Its effects were not let through, so they can't differ.
    const { journal } = restored.stored
    const difference = differenceOf(restored, { kind: 'returned', frozen, journal })
    if (difference !== null) {
      quarantine(call, difference)
    }
  }
}
