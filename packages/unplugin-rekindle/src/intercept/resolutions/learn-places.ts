import type { HookTrace, TimedInput } from '@rekindle/core'
import type { CachedPlugin } from '../cached-plugin.ts'
import { reportFailure } from '../host.ts'
import { touchedInputs } from '../learn-inputs.ts'

/** What a call for the imports of a module looked at, the resolver may remember for all later ones. */
export function learnPlaces(plugin: CachedPlugin, id: string, trace: HookTrace): void {
  const { host, policy } = plugin
  try {
    host.results.memoryOf(policy.family).remember(inputsOf(trace), host.startedAtMs(), id)
    plugin.noteEffects(trace.effects)
  } catch (error) {
    reportFailure(host, `what ${plugin.name} looked at`, error)
  }
}

/** Of what was only looked at, what it contains says nothing; of a manifest, only what settles where modules are. */
function inputsOf(trace: HookTrace): readonly TimedInput[] {
  return touchedInputs(trace).map((input) => {
    if (input.kind !== 'file') {
      return input
    }
    const isManifest = /[\\/]package\.json$/.test(input.name)
    if (isManifest) {
      return /[\\/]node_modules[\\/]/.test(input.name) ? input : { ...input, kind: 'settings' as const }
    }
    return input.isRead ? input : { ...input, kind: 'place' as const }
  })
}
