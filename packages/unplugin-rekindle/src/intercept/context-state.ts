import { fingerprintOf, type InputState, isPlainData, type ProjectRoot, runForOthers } from '@rekindle/core'
import type { AskingCall } from './call.ts'
import { factState, namesState } from './chunks/chunk-facts.ts'
import { type ContextAnswer, type ContextQuestion, questionOfName } from './context-question.ts'
import { fieldState } from './module-info.ts'
import { namesOfLoad } from './waiting-loads.ts'

/** The members of a hook's context that are asked. */
interface AskedContext {
  getCombinedSourcemap?(): unknown
  getModuleInfo?(id: string): object | null
  resolve?(...args: readonly unknown[]): Promise<unknown>
  load?(...args: readonly unknown[]): Promise<unknown>
  warn?(log: () => never): void
  info?(log: () => never): void
  debug?(log: () => never): void
}

/** The present state of an input that only the bundler knows, by its name. */
export function askContext(call: AskingCall, name: string): ContextAnswer | Promise<ContextAnswer> {
  const question = questionOfName(name, call.plugin.host.root)
  return question === null ? 'unknown' : runForOthers(() => answerTo(call, question))
}

/**
 * Asking is also the replay: a hook that loads a module brings it into the graph, and one that asks for the combined map
 * makes the bundler collapse its map chain.
 */
function answerTo(call: AskingCall, question: ContextQuestion): ContextAnswer | Promise<ContextAnswer> {
  const { root } = call.plugin.host
  const context = call.context as AskedContext
  switch (question.ask) {
    case 'root':
      return fingerprintOf(root.directory)
    case 'environment':
      return environmentState(call)
    case 'combined-map':
      return context.getCombinedSourcemap === undefined
        ? 'unknown'
        : combinedMapState(context.getCombinedSourcemap(), root)
    case 'module-info': {
      const info = context.getModuleInfo?.(question.id) ?? null
      return info === null ? 'absent' : (fieldState(info, question.field, root) ?? 'unknown')
    }
    case 'resolve':
      return settled(context.resolve?.(...question.args), (result) => resolutionState(result, root))
    case 'load':
      return answerToLoad(call, question.args)
    case 'log-level':
      return levelState(context, question.level)
    case 'fact':
      return factState(call.args, question.path, root) ?? 'unknown'
    case 'fact-names':
      return namesState(call.args, question.path, root) ?? 'unknown'
  }
}

const SHOWN: InputState = fingerprintOf('shown')
/** Of a level of logs: the bundler drops them, and doesn't call a function that would make one. */
export const HIDDEN: InputState = fingerprintOf('hidden')

/** A log that is never made: the function is called only where it would be shown, and ends the log by what it throws. */
function levelState(context: AskedContext, level: 'warn' | 'info' | 'debug'): InputState {
  try {
    context[level]?.(() => {
      throw UNMADE
    })
    return HIDDEN
  } catch (error) {
    if (error !== UNMADE) {
      throw error
    }
    return SHOWN
  }
}

const UNMADE: object = {}

/** A load that would never end can't be repeated: the hook itself knows how to avoid it. */
function answerToLoad(call: AskingCall, args: readonly unknown[]): ContextAnswer | Promise<ContextAnswer> {
  const { waitingLoads } = call.plugin.host
  const names = namesOfLoad(call, args)
  if (waitingLoads.isCircle(...names)) {
    return 'unknown'
  }
  const end = waitingLoads.begin(...names)
  return settled((call.context as AskedContext).load?.(...args), () => LOADED).finally(end)
}

/** What a module holds that was loaded is asked for field by field. */
export const LOADED: InputState = fingerprintOf('loaded')

async function settled(
  answer: Promise<unknown> | undefined,
  stateOf: (result: unknown) => InputState | null,
): Promise<ContextAnswer> {
  try {
    return answer === undefined ? 'unknown' : (stateOf(await answer) ?? 'unknown')
  } catch {
    // The hook meets the same, and may do with it what it likes.
    return 'unknown'
  }
}

/**
 * Fingerprint of the environment that a hook runs for, with the option that tells of it. From the environment the hook
 * comes to the bundler's options, which for some plugins are not in the key.
 */
export function environmentState({ plugin, context, args, hook }: AskingCall): InputState {
  const { environmentOf, root, config } = plugin.host
  const options = (hook === 'transform' ? args[2] : args[1]) as { readonly ssr?: unknown } | null | undefined
  const seen = plugin.policy.seesConfig === false ? root.keyForm(config) : ''
  return fingerprintOf(JSON.stringify([environmentOf(context), String(options?.ssr), seen]))
}

/** Fingerprint of what `getCombinedSourcemap` returned, the same in every copy of the project. */
export function combinedMapState(map: unknown, root: ProjectRoot): InputState {
  return fingerprintOf(root.keyForm(JSON.stringify(map) ?? 'undefined'))
}

/** Fingerprint of what `resolve` gave; null when it holds what has no text form. */
export function resolutionState(result: unknown, root: ProjectRoot): InputState | null {
  if (result === null || result === undefined) {
    return 'absent'
  }
  const entries = Object.entries(result).filter(([, value]) => value !== undefined)
  const text = textOf(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
  return text === null ? null : fingerprintOf(root.keyForm(text))
}

/** As JSON, if that says everything; null if not. */
function textOf(value: unknown): string | null {
  return isPlainData(value) ? JSON.stringify(value) : null
}
