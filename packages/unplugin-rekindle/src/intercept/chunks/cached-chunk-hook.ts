import { type HookQuestion, runUntraced } from '@rekindle/core'
import type { ChunkPolicy } from '../../plugins-known/known-plugin.ts'
import { answerCall } from '../answer-call.ts'
import type { CachedPlugin } from '../cached-plugin.ts'
import type { Call } from '../call.ts'
import type { HookHandler } from '../hook.ts'
import { readArguments } from '../hook-arguments.ts'
import { type Host, reportFailure } from '../host.ts'
import { recordCall } from '../record-call.ts'

/** A `renderChunk` hook that is cached, as one build knows it. */
export interface CachedChunks {
  readonly host: Host
  readonly ignoresCall: ChunkPolicy['ignoresCall']
  /** Its plugin, looked at when there is the first chunk; null: nothing of it may be kept. */
  readonly plugin: () => CachedPlugin | null
}

/**
 * A `renderChunk` hook that answers from the cache where it can. As with other hooks, whatever goes wrong in the cache, the plugin's
 * own runs then.
 */
export function cachedChunkHook(current: () => CachedChunks | null, handler: HookHandler): HookHandler {
  return function (this: object, ...args) {
    const startedAt = performance.now()
    const chunks = current()
    const call = chunks === null ? null : runUntraced(() => openChunkCall(chunks, handler, this, args))
    return call === null
      ? handler.apply(this, args)
      : answerCall(call, call.plugin.trial(), startedAt, (audited) => recordCall(call, audited))
  }
}

/** Null for a call that the cache has nothing to do with, and on a failure of the cache. */
function openChunkCall(
  { host, ignoresCall, plugin: pluginOf }: CachedChunks,
  handler: HookHandler,
  context: object,
  args: readonly unknown[],
): Call | null {
  try {
    if (ignoresCall?.(context, args) === true) {
      return null
    }
    host.resumeBuild()
    const facts = host.isBuilding() ? readArguments('renderChunk', args, false) : null
    const plugin = facts === null ? null : pluginOf()
    if (facts === null || plugin === null || plugin.trial().standing.kind !== 'trusted') {
      return null
    }
    const environment = host.environmentOf(context)
    const question: HookQuestion = {
      toolchain: plugin.toolchain(),
      userKey: host.userKey,
      asker: plugin.asker,
      plugin: plugin.identity(handler),
      hook: 'renderChunk',
      environment,
      id: facts.id,
      code: facts.code,
      options: '',
      memory: '',
      isPortable: plugin.policy.isPortable,
    }
    return {
      plugin,
      hook: 'renderChunk',
      environment,
      question,
      place: null,
      key: host.results.keyOf(question),
      memory: '',
      edit: null,
      refusal: null,
      context,
      args,
      handler,
      ...facts,
    }
  } catch (error) {
    reportFailure(host, 'the key of a chunk', error)
    return null
  }
}
