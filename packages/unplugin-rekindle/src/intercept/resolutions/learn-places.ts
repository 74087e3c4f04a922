import { type HookTrace, noteUnkept, type TimedInput } from '@rekindle/core'
import type { CachedPlugin } from '../cached-plugin.ts'
import { reportFailure } from '../host.ts'
import { touchedInputs } from '../learn-inputs.ts'

/** What a call for the imports of a module looked at, the resolver may remember for all later ones. */
export function learnPlaces(plugin: CachedPlugin, id: string, trace: HookTrace): void {
  const { host, policy } = plugin
  try {
    host.results.memoryOf(policy.family).remember(inputsOf(trace), host.startedAtMs(), id)
    plugin.noteEffects(trace.effects)
    noteUnkept(trace)
  } catch (error) {
    reportFailure(host, `what ${plugin.name} looked at`, error)
  }
}

/**
 * Of what was only looked at, what it contains says nothing. Of a manifest everything counts: the resolver tells others all that is
 * in it.
 */
function inputsOf(trace: HookTrace): readonly TimedInput[] {
  return touchedInputs(trace).map((input) =>
    input.kind !== 'file' || input.isRead || /[\\/]package\.json$/.test(input.name)
      ? input
      : { ...input, kind: 'place' as const },
  )
}
