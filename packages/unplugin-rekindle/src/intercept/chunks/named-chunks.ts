import type { CachePolicy } from '../../plugins-known/known-plugin.ts'
import { stateVariables } from '../closure-variables.ts'
import type { HookHandler } from '../hook.ts'
import { originalOf } from '../original-handler.ts'

/** Of a plugin whose chunks only the user says may be cached: what it reads may shape all its results, in this folder. */
export function policyOfNamed(name: string): CachePolicy {
  return { family: `chunks of plugin ${name}`, isUnknown: true, isPortable: false, memory: 'everything' }
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
