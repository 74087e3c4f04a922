import { type HookQuestion, runUntraced } from '@rekindle/core'
import { measureCall } from '../eligibility/measured-calls.ts'
import type { Trial } from '../eligibility/trial.ts'
import { answerCall } from './answer-call.ts'
import type { CachedPlugin } from './cached-plugin.ts'
import type { Call } from './call.ts'
import { editOf } from './edited-files.ts'
import type { HookHandler, HookName } from './hook.ts'
import { type HookArguments, readArguments } from './hook-arguments.ts'
import { reportFailure } from './host.ts'
import { recordCall } from './record-call.ts'
import { rehydrate } from './rehydrate.ts'
import { type Found, findCall } from './restore-call.ts'

/**
 * A hook that answers from the cache where it can. Whatever goes wrong in the cache, the plugin's own hook
 * runs then, once, with its own arguments; what it throws goes to the bundler untouched.
 *
 * `cachedPlugin` gives the plugin as this build knows it, or null when it isn't cached.
 */
export function cachedHook(
  cachedPlugin: () => CachedPlugin | null,
  hook: HookName,
  handler: HookHandler,
): HookHandler {
  return function (this: object, ...args) {
    const plugin = cachedPlugin()
    if (plugin === null || !plugin.host.isBuilding()) {
      return handler.apply(this, args)
    }
    const trial = runUntraced(() => openTrial(plugin))
    if (trial === null || trial.standing.kind === 'left-alone') {
      return handler.apply(this, args)
    }
    if (trial.standing.kind === 'measured') {
      return measureCall(trial.measured, () => handler.apply(this, args))
    }
    const startedAt = performance.now()
    // Through `this.load` this may run inside a call of another plugin: what the cache reads is not its doing.
    const call = runUntraced(() => openCall(plugin, hook, handler, this, args))
    if (call === null) {
      return handler.apply(this, args)
    }
    const run = (audited: Found | null): unknown => afterRehydration(call, () => recordCall(call, audited))
    if (call.refusal !== null) {
      return run(null)
    }
    return answerCall(call, trial, startedAt, run, (found) => {
      if (hook === 'transform') {
        if (call.edit === null || !plugin.modules.hasJustRun(call.environment, call.id, call.key)) {
          plugin.modules.noteRestored(call.environment, call.id, this, (context) =>
            fillFrom({ ...call, context }),
          )
        }
        plugin.modules.noteParts(call.environment, call.id, found.parts.code)
      }
    })
  }
}

/** Null on a failure of the cache: the call runs then. */
function openTrial(plugin: CachedPlugin): Trial | null {
  try {
    return plugin.trial()
  } catch (error) {
    reportFailure(plugin.host, `the standing of ${plugin.name}`, error)
    return null
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
    const facts = readArguments(hook, args, isEnvironmentApart)
    if (facts === null || policy.ignoresCall?.({ hook, ...facts }) === true) {
      return null
    }
    const { id, code, options } = facts
    const environment = host.environmentOf(context)
    const refusal = refusalOf(plugin, environment, hook, facts)
    const memory = plugin.modules.memoryKeyFor(environment, hook, id)
    const edit = policy.comparesEdits === true ? editOf(id) : null
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
      memory: edit === null ? memory : `${memory} ${edit}`,
      isPortable: policy.isPortable,
    }
    const place = edit === null && refusal === null ? plugin.modules.placeOf(question, environment) : null
    const key = place?.table.key ?? host.results.keyOf(question)
    if (hook === 'transform') {
      plugin.modules.noteKey(environment, id, key)
    }
    return {
      plugin,
      hook,
      environment,
      id,
      code,
      options,
      question,
      place,
      key,
      memory,
      edit,
      refusal,
      context,
      args,
      handler,
    }
  } catch (error) {
    reportFailure(host, `the key of ${plugin.name}`, error)
    return null
  }
}

function refusalOf(
  plugin: CachedPlugin,
  environment: string,
  hook: HookName,
  facts: HookArguments,
): string | null {
  const { host, policy } = plugin
  if (!host.accepts(facts.id)) {
    return 'left out by the options `include` and `exclude`'
  }
  if (facts.options === null) {
    return 'options without text form'
  }
  const call = { hook, id: facts.id, code: facts.code }
  const refusal = policy.refusesCall?.(call, (name) => plugin.modules.moduleOfPart(environment, name)) ?? null
  return refusal ?? plugin.keptBeside?.refuses(call, host.styles) ?? null
}

/** Runs a hook for real, after the plugin's memory was rebuilt where a restore has left a gap in it. */
function afterRehydration(call: Call, run: () => unknown): unknown {
  const { plugin, environment, hook, id, context } = call
  const filling = plugin.modules.fillGap(environment, hook, id, context)
  return filling === null ? run() : filling.then(run)
}

/** Runs a call that was restored. Without the cache as well: the plugin's memory must be right. */
async function fillFrom(call: Call): Promise<void> {
  await rehydrate(call, await findCall(call))
}
