import { describeValue } from '@rekindle/core'
import type { ChunkPolicy } from '../../plugins-known/known-plugin.ts'
import { CachedPlugin } from '../cached-plugin.ts'
import { closedOverObjects, withClosures } from '../closure-variables.ts'
import type { HookHandler } from '../hook.ts'
import type { Host } from '../host.ts'
import { isRunning } from '../running-value.ts'
import { type CachedChunks, cachedChunkHook } from './cached-chunk-hook.ts'
import { policyOfNamed, refusalOfNamed } from './named-chunks.ts'
import { stateOfObjects } from './state-of-objects.ts'

/** A plugin as it was looked at for the first chunk of a build. */
interface LookedAt {
  readonly cached: CachedPlugin
  /** What its hook closes over: its options, and for a plugin that the table doesn't know all objects. */
  readonly objects: readonly object[]
  readonly state: string
}

/** To whom a wrapped `renderChunk` answers. */
interface Binding {
  chunks: CachedChunks | null
}

const bindings: WeakMap<object, Binding> = new WeakMap()

/** A plugin whose `renderChunk` is cached in a build. */
export interface ChunksToIntercept {
  readonly plugin: object
  readonly name: string
  readonly ordinal: number
  /** The hook as the plugin gave it. */
  readonly handler: HookHandler
  /** Null for a plugin that only the user vouches for. */
  readonly policy: ChunkPolicy | null
  readonly host: Host
  readonly wrap: (wrap: (handler: HookHandler) => HookHandler) => void
}

/** Wraps `renderChunk` of a plugin, once; and tells it which build it answers to. */
export function interceptChunks(target: ChunksToIntercept): void {
  const { plugin, policy, host, wrap } = target
  let binding = bindings.get(plugin)
  if (binding?.chunks?.host === host) {
    return
  }
  if (binding === undefined) {
    const bound: Binding = { chunks: null }
    binding = bound
    bindings.set(plugin, binding)
    wrap((original) => cachedChunkHook(() => bound.chunks, original))
  }
  let lookedAt: LookedAt | null | undefined
  binding.chunks = {
    host,
    ignoresCall: policy?.ignoresCall,
    plugin: () => {
      if (lookedAt === undefined) {
        lookedAt = policy === null ? namedPlugin(target) : knownPlugin(target, policy)
      }
      // Options may be changed between two outputs: what is known of the plugin isn't true any more then.
      return lookedAt !== null && stateOfObjects(lookedAt.objects) === lookedAt.state ? lookedAt.cached : null
    },
  }
}

/** Lets a plugin that was wrapped in an earlier build alone. */
export function leaveChunksAlone(plugin: object): void {
  const binding = bindings.get(plugin)
  if (binding !== undefined) {
    binding.chunks = null
  }
}

function knownPlugin(
  { plugin, name, ordinal, handler, host }: ChunksToIntercept,
  known: ChunkPolicy,
): LookedAt | null {
  const { refusal, description, objects } = withClosures('nothing-ran', (closureOf) => {
    const closedOver = closureOf(handler)
    const options = known.optionVariables.map((variable) => closedOver[variable])
    const { version } = plugin as { readonly version?: unknown }
    return {
      refusal: known.refuses(closedOver),
      objects: options.filter((option) => typeof option === 'object' && option !== null),
      description: describeValue([name, ordinal, version, String(handler), options], closureOf, isRunning),
    }
  })
  if (refusal !== null) {
    return refused(name, refusal, host)
  }
  const { policy } = known
  const cached = new CachedPlugin({
    plugin,
    name,
    ordinal,
    hooks: [handler],
    description,
    policy,
    isVouchedFor: true,
    host,
  })
  return { cached, objects, state: stateOfObjects(objects) }
}

function namedPlugin({ plugin, name, ordinal, handler, host }: ChunksToIntercept): LookedAt | null {
  const refusal = refusalOfNamed(plugin, handler)
  if (refusal !== null) {
    return refused(name, refusal, host)
  }
  const objects = closedOverObjects(handler) ?? []
  const policy = policyOfNamed(name, objects)
  const cached = new CachedPlugin({
    plugin,
    name,
    ordinal,
    hooks: [handler],
    policy,
    isVouchedFor: true,
    host,
  })
  return { cached, objects, state: stateOfObjects(objects) }
}

function refused(name: string, why: string, host: Host): null {
  host.emit({ kind: 'plugin', plugin: name, verdict: 'uncached', why: `chunks: ${why}` })
  return null
}
