import { askedMember } from './asked-member.ts'
import type { Call } from './call.ts'
import { contextFacade } from './context-facade.ts'
import { memberKind } from './context-members.ts'
import { type HookRecord, runningRecord } from './hook-record.ts'
import { emittedFileStep, logStep } from './journal.ts'

type Method = (...args: unknown[]) => unknown

/**
 * The hook's context with a recorder in front. Every member works as before, with the real context as `this`;
 * what it means for the stored result is written down on the way.
 */
export function recordingContext(call: Call, record: HookRecord): object {
  const target = call.context
  const read = (name: string | symbol): unknown => {
    const running = runningRecord()
    if (running !== null && running !== record) {
      // What is done with it goes to the record of a call that may be over.
      running.refuse(KEPT)
    }
    const value: unknown = Reflect.get(target, name, target)
    if (typeof name !== 'string' || value === undefined) {
      return value
    }
    switch (memberKind(name)) {
      case 'harmless':
        return typeof value === 'function' ? bound(value as Method, target) : value
      case 'effect':
        return typeof value === 'function' ? recorded(name, value as Method, target, record) : value
      case 'input':
        return askedMember(name, value, call, record)
      case 'uncacheable':
        record.refuse(`this.${name}`)
        return typeof value === 'function' ? bound(value as Method, target) : value
    }
  }
  return contextFacade(target, read, (name) => record.refuse(`assignment to this.${String(name)}`))
}

/**
 * The context of a hook that isn't cached, with an ear on who keeps it and uses it in a cached call: what that does there
 * belongs to no record.
 */
export function watchedContext(target: object): object {
  const read = (name: string | symbol): unknown => {
    runningRecord()?.refuse(KEPT)
    const value: unknown = Reflect.get(target, name, target)
    return typeof value === 'function' ? bound(value as Method, target) : value
  }
  return contextFacade(target, read, () => undefined)
}

const KEPT = 'the context of another call'

function bound(method: Method, target: object): Method {
  return (...args) => Reflect.apply(method, target, args)
}

function recorded(name: string, method: Method, target: object, record: HookRecord): Method {
  return (...args) => {
    switch (name) {
      case 'addWatchFile': {
        record.add(typeof args[0] === 'string' ? { step: 'watch', file: args[0] } : null, 'this.addWatchFile')
        return Reflect.apply(method, target, args)
      }
      case 'emitFile': {
        // The bundler may keep and change the object: it is written down as it is before the call.
        const step = emittedFileStep(args[0], '')
        const reference: unknown = Reflect.apply(method, target, args)
        record.add(
          step === null ? null : { ...step, reference: String(reference) },
          'this.emitFile of this kind',
        )
        return reference
      }
      default: {
        const level = name as 'warn' | 'info' | 'debug'
        // A log may be given as a function, called only when its level is shown.
        const log: unknown = typeof args[0] === 'function' ? (args[0] as () => unknown)() : args[0]
        record.add(logStep(level, log, args[1]), `this.${level} with a value without text form`)
        return Reflect.apply(method, target, [log, ...args.slice(1)])
      }
    }
  }
}
