import { fingerprintOf, type InputState } from '@rekindle/core'
import type { Call } from './call.ts'
import { combinedMapState } from './recording-context.ts'

/** Name of the input that ties a result to this folder. */
export const ROOT_INPUT = 'root'
/** Name of the input for what `getCombinedSourcemap` returns. */
export const COMBINED_MAP_INPUT = 'combined-map'

/**
 * The present state of inputs that only the bundler knows. Asking for the combined map changes the bundler's
 * own map chain (it collapses it), just as the hook did when it asked; so asking is also the replay of that.
 */
export function contextStateOf(call: Call): (name: string) => InputState | 'unknown' {
  const { root } = call.plugin.host
  return (name) => {
    switch (name) {
      case ROOT_INPUT:
        return fingerprintOf(root.directory)
      case COMBINED_MAP_INPUT: {
        const { getCombinedSourcemap } = call.context as { getCombinedSourcemap?: () => unknown }
        return getCombinedSourcemap === undefined
          ? 'unknown'
          : combinedMapState(getCombinedSourcemap.call(call.context), root)
      }
      default:
        return 'unknown'
    }
  }
}
