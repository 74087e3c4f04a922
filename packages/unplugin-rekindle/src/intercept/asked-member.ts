import { runForOthers } from '@rekindle/core'
import type { AskingCall } from './call.ts'
import type { ContextQuestion } from './context-question.ts'
import { combinedMapState, environmentState, LOADED, resolutionState } from './context-state.ts'
import { type HookRecord, runningRecord } from './hook-record.ts'
import { observedModule } from './module-info.ts'
import { namesOfLoad } from './waiting-loads.ts'

type Method = (...args: readonly unknown[]) => unknown

/**
 * A member of the context through which a hook asks the bundler: works as before, and what it gives becomes an input of
 * the result. What the bundler and other plugins do for an answer is not the hook's own doing.
 */
export function askedMember(name: string, value: unknown, call: AskingCall, record: HookRecord): unknown {
  const { context, plugin } = call
  const { root } = plugin.host
  if (name === 'environment') {
    noteEnvironment(call, record)
    return value
  }
  if (typeof value !== 'function') {
    return value
  }
  const ask = (args: readonly unknown[]): unknown =>
    runForOthers(() => Reflect.apply(value as Method, context, args))
  switch (name) {
    case 'resolve':
      return (...args: unknown[]) =>
        noteAnswer(ask(args), record, { ask: 'resolve', args: structured(args) }, (result) =>
          resolutionState(result, root),
        )
    case 'load':
      return async (...args: unknown[]) => {
        const end = plugin.host.waitingLoads.begin(...namesOfLoad(call, args))
        try {
          const question = { ask: 'load', args: structured(args) } as const
          return observed(await noteAnswer(ask(args), record, question, () => LOADED))
        } finally {
          end()
        }
      }
    case 'getModuleInfo':
      return (...args: unknown[]) => {
        const info = ask(args)
        if (typeof info !== 'object' || info === null) {
          // Whether a module is there yet depends on which were faster.
          record.refuse('this.getModuleInfo of a module that is not known yet')
        } else if (args[0] !== call.id) {
          record.sawField(info, 'id')
        }
        return observed(info)
      }
    case 'getCombinedSourcemap':
      return (...args: unknown[]) => {
        const map = ask(args)
        record.answered({ ask: 'combined-map' }, combinedMapState(map, root))
        return map
      }
    default:
      record.refuse(`this.${name}`)
      return (...args: unknown[]) => ask(args)
  }
}

/** Notes that a call depends on the environment, unless its key says so anyway. */
export function noteEnvironment(call: AskingCall, record: HookRecord): void {
  if (call.plugin.policy.environment === 'when-used') {
    record.answered({ ask: 'environment' }, environmentState(call))
  }
}

async function noteAnswer(
  answer: unknown,
  record: HookRecord,
  question: ContextQuestion & { readonly ask: 'resolve' | 'load' },
  stateOf: (result: unknown) => Parameters<HookRecord['answered']>[1],
): Promise<unknown> {
  const end = record.asks()
  try {
    const result = await answer
    record.answered(question, stateOf(result))
    return result
  } catch (error) {
    // What the hook does about it can't be foreseen.
    record.refuse(`this.${question.ask} that failed`)
    throw error
  } finally {
    end()
  }
}

/** As they are now: bundlers and plugins may change them later. What has no text form is refused with the answer. */
function structured(args: readonly unknown[]): readonly unknown[] {
  try {
    return structuredClone([...args])
  } catch {
    return [() => undefined]
  }
}

function observed(info: unknown): unknown {
  return typeof info === 'object' && info !== null ? observedModule(info, runningRecord) : info
}
