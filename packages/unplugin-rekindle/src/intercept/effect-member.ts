import { runForBundler, runningTrace, runTraced } from '@rekindle/core'
import type { AskingCall } from './call.ts'
import { HIDDEN } from './context-state.ts'
import { describeFile } from './emitted-file.ts'
import type { HookRecord } from './hook-record.ts'
import { type LogLevel, logStep } from './journal.ts'

type Method = (...args: unknown[]) => unknown

/** A member of the context by which a hook does something: works as before, and the journal gets a step to repeat it. */
export function effectMember(name: string, method: Method, call: AskingCall, record: HookRecord): Method {
  const act = actOf(name, call, record)
  return (...args) => {
    try {
      return act((given) => runForBundler(() => Reflect.apply(method, call.context, given)), args)
    } catch (error) {
      // The hook may catch it and go on; whether it fails again depends on what others have done.
      record.refuse(`this.${name} that failed`)
      throw error
    }
  }
}

type Act = (perform: (args: readonly unknown[]) => unknown, args: readonly unknown[]) => unknown

function actOf(name: string, call: AskingCall, record: HookRecord): Act {
  switch (name) {
    case 'addWatchFile':
      return (perform, args) => {
        record.add(typeof args[0] === 'string' ? { step: 'watch', file: args[0] } : null, 'this.addWatchFile')
        return perform(args)
      }
    case 'emitFile':
      return (perform, args) => {
        // The bundler may keep and change the object: it is described as it is before the call.
        const described = describeFile(args[0])
        const reference = String(perform(args))
        call.plugin.host.references.add(reference)
        if (described.kind === 'described') {
          record.add({ ...described.step, reference }, '')
        } else {
          record.refuse(`this.emitFile ${described.why}`)
        }
        return reference
      }
    case 'warn':
    case 'info':
    case 'debug':
      return (perform, args) => {
        log(name, perform, args, record)
      }
    default:
      return (perform, args) => {
        record.refuse(`this.${name}`)
        return perform(args)
      }
  }
}

/** A log may be given as a function, which a bundler calls only if it shows logs of that level. */
function log(
  level: LogLevel,
  perform: Parameters<Act>[0],
  args: readonly unknown[],
  record: HookRecord,
): void {
  const [given, position, ...others] = args
  const note = (value: unknown): void =>
    record.add(logStep(level, value, position), `this.${level} with a value without text form`)
  if (typeof given !== 'function') {
    note(given)
    perform(args)
    return
  }
  const trace = runningTrace()
  const runFor = <Value>(work: () => Value): Value => (trace === undefined ? work() : runTraced(trace, work))
  let isShown = false
  const evaluated = (): unknown => {
    isShown = true
    const value = runFor(given as () => unknown)
    note(value)
    return value
  }
  perform([evaluated, position, ...others])
  if (!isShown) {
    // What it would have said is not known; and while the level is hidden, nothing is said.
    record.answered({ ask: 'log-level', level }, HIDDEN)
  }
}
