import type { CachePolicy } from '../../plugins-known/known-plugin.ts'
import { stateVariables } from '../closure-variables.ts'
import type { HookHandler } from '../hook.ts'
import { originalOf } from '../original-handler.ts'
import { stateOfObjects } from './state-of-objects.ts'

/**
 * Of a plugin whose chunks only the user says may be cached: what it reads may shape all its results, in this folder. Where the
 * objects that its hook closes over change while a chunk is made, the source hasn't shown it, and nothing more is kept in this build.
 */
export function policyOfNamed(name: string, objects: readonly object[]): CachePolicy {
  const before = stateOfObjects(objects)
  return {
    family: `chunks of plugin ${name}`,
    isUnknown: true,
    isPortable: false,
    memory: 'everything',
    refusesOutcome: () =>
      stateOfObjects(objects) === before ? null : 'a change of what its hook closes over',
  }
}

/**
 * Why chunks of such a plugin may not be kept all the same, in words; null: they may. A hook that keeps something from call to call, or
 * uses what another hook of the plugin has gathered, isn't a function of the chunk.
 */
export function refusalOfNamed(plugin: object, handler: HookHandler): string | null {
  const sources = Object.values(plugin)
    .map((value: unknown) => originalOf((value as { readonly handler?: unknown } | null)?.handler ?? value))
    .filter((value) => typeof value === 'function')
    .map(String)
  const variables = stateVariables([handler], [...sources, String(handler)])
  if (variables === null) {
    return 'what the hook closes over is not to be seen'
  }
  const [variable] = variables
  return variable === undefined ? null : `keeps state in its variable \`${variable}\``
}
