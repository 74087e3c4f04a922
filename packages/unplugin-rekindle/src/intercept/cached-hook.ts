import { type HookQuestion, runUntraced } from '@rekindle/core'
import type { CachedPlugin } from './cached-plugin.ts'
import { type Call, emitCall } from './call.ts'
import type { HookHandler, HookName } from './hook.ts'
import { type HookArguments, readArguments } from './hook-arguments.ts'
import { reportFailure } from './host.ts'
import { recordCall } from './record-call.ts'
import { rehydrate } from './rehydrate.ts'
import { type Restoration, restoreCall } from './restore-call.ts'

/**
 * A hook that answers from the cache where it can. Whatever goes wrong in the cache, the plugin's own hook
 * runs then, once, with its own arguments; what it throws goes to the bundler untouched.
 *
 * `cachedPlugin` gives the plugin as this build knows it, or null when it isn't cached; `transformOf` gives the
 * plugin's own `transform`, for the rebuild of its memory.
 */
export function cachedHook(
  cachedPlugin: () => CachedPlugin | null,
  hook: HookName,
  handler: HookHandler,
  transformOf: () => HookHandler | null,
): HookHandler {
  return function (this: object, ...args) {
    const plugin = cachedPlugin()
    if (plugin === null) {
      return handler.apply(this, args)
    }
    // Through `this.load` this may run inside a call of another plugin: what the cache reads is not its doing.
    const call = runUntraced(() => openCall(plugin, hook, handler, this, args))
    if (call === null) {
      return handler.apply(this, args)
    }
    const run = (): unknown => afterRehydration(call, transformOf, () => recordCall(call))
    if (call.refusal !== null) {
      return run()
    }
    const answer = (restored: Restoration): unknown => {
      if (restored.kind === 'restored') {
        emitCall(call, { kind: 'hit' })
        return restored.result
      }
      emitCall(call, { kind: 'miss', reason: restored.reason })
      return run()
    }
    const restored = restoreCall(call)
    return restored instanceof Promise ? restored.then(answer) : answer(restored)
  }
}

/** Null for a call that the cache has nothing to do with. */
function openCall(
  plugin: CachedPlugin,
  hook: HookName,
  handler: HookHandler,
  context: object,
  args: readonly unknown[],
): Call | null {
  const { host, policy } = plugin
  try {
    const isEnvironmentApart = policy.environment === 'when-used'
    const facts = host.isBuilding() ? readArguments(hook, args, isEnvironmentApart) : null
    if (facts === null || policy.ignoresCall?.({ hook, ...facts }) === true) {
      return null
    }
    const { id, code, options } = facts
    const environment = host.environmentOf(context)
    const refusal = refusalOf(plugin, hook, facts)
    const memory = plugin.memoryKeyFor(environment, hook, id)
    const question: HookQuestion = {
      toolchain: plugin.toolchain(),
      userKey: host.userKey,
      asker: plugin.asker,
      plugin: plugin.identity(handler),
      hook,
      environment: isEnvironmentApart ? '' : environment,
      id,
      code,
      options: options ?? '',
      memory,
      isPortable: policy.isPortable,
    }
    const key = host.results.keyOf(question)
    if (hook === 'transform') {
      plugin.noteKey(environment, id, key)
    }
    return { plugin, hook, environment, question, key, memory, refusal, context, args, handler, ...facts }
  } catch (error) {
    reportFailure(host, `the key of ${plugin.name}`, error)
    return null
  }
}

function refusalOf({ host, policy }: CachedPlugin, hook: HookName, facts: HookArguments): string | null {
  if (!host.accepts(facts.id)) {
    return 'left out by the options `include` and `exclude`'
  }
  return facts.options === null
    ? 'options without text form'
    : (policy.refusesCall?.({ hook, id: facts.id, code: facts.code }) ?? null)
}

/** Runs a hook for real, after the plugin's memory was rebuilt where a restore has left a gap in it. */
function afterRehydration(call: Call, transformOf: () => HookHandler | null, run: () => unknown): unknown {
  const { plugin, environment, hook, id } = call
  const transform = plugin.policy.rehydratesFrom === undefined ? null : transformOf()
  if (transform === null) {
    return run()
  }
  const filling = plugin.fillGap(environment, hook, id, (skippedArgs) => {
    const source: Call = {
      ...call,
      hook: 'transform',
      id: String(skippedArgs[1]),
      args: skippedArgs,
      memory: '',
    }
    emitCall(source, { kind: 'rehydrated' })
    return rehydrate(source, transform)
  })
  return filling === null ? run() : filling.then(run)
}
