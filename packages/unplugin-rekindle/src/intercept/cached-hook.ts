import type { CachedPlugin } from './cached-plugin.ts'
import { type Call, emitCall } from './call.ts'
import type { HookHandler, HookName } from './hook.ts'
import { readArguments } from './hook-arguments.ts'
import { reportFailure } from './host.ts'
import { recordCall } from './record-call.ts'
import { rehydrate } from './rehydrate.ts'
import { restoreCall } from './restore-call.ts'

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
    const call = openCall(plugin, hook, handler, this, args)
    if (call.kind === 'bypassed') {
      return afterRehydration(plugin, this, args, hook, transformOf, () => handler.apply(this, args))
    }
    const restored = restoreCall(call.call)
    if (restored.kind === 'restored') {
      emitCall(call.call, { kind: 'hit' })
      return restored.result
    }
    emitCall(call.call, { kind: 'miss', reason: restored.reason })
    return afterRehydration(plugin, this, args, hook, transformOf, () => recordCall(call.call))
  }
}

type Opened = { readonly kind: 'opened'; readonly call: Call } | { readonly kind: 'bypassed' }

const BYPASSED: Opened = { kind: 'bypassed' }

function openCall(
  plugin: CachedPlugin,
  hook: HookName,
  handler: HookHandler,
  context: object,
  args: readonly unknown[],
): Opened {
  const { host, policy } = plugin
  try {
    const facts = host.isBuilding() ? readArguments(hook, args) : null
    if (facts === null || facts.options === null || !host.accepts(facts.id)) {
      return BYPASSED
    }
    const { id, code, options } = facts
    const environment = host.environmentOf(context)
    const refusal = policy.refusesCall?.({ hook, id, code }) ?? null
    if (refusal !== null) {
      host.emit({ kind: 'bypassed', plugin: plugin.name, hook, id: host.root.relative(id), environment, why: refusal })
      return BYPASSED
    }
    const key = host.session.keyOf({
      toolchain: host.toolchain(),
      userKey: host.userKey,
      plugin: plugin.identity(),
      hook,
      environment,
      id,
      code,
      options,
      isPortable: policy.isPortable,
    })
    return { kind: 'opened', call: { plugin, hook, environment, key, context, args, handler, ...facts } }
  } catch (error) {
    reportFailure(host, `the key of ${plugin.name}`, error)
    return BYPASSED
  }
}

/** Runs a hook for real, after the plugin's memory was rebuilt where a restore has left a gap in it. */
function afterRehydration(
  plugin: CachedPlugin,
  context: object,
  args: readonly unknown[],
  hook: HookName,
  transformOf: () => HookHandler | null,
  run: () => unknown,
): unknown {
  const id = args[hook === 'transform' ? 1 : 0]
  const transform = transformOf()
  if (plugin.policy.rehydratesFrom === undefined || typeof id !== 'string' || transform === null) {
    return run()
  }
  const { host, name } = plugin
  const environment = host.environmentOf(context)
  const filling = plugin.fillGap(environment, hook, id, (skippedArgs) => {
    const skipped = host.root.relative(String(skippedArgs[1]))
    host.emit({ kind: 'rehydrated', plugin: name, hook: 'transform', id: skipped, environment })
    return rehydrate(context, transform, skippedArgs)
  })
  return filling === null ? run() : filling.then(run)
}
