import { askedMember } from './asked-member.ts'
import type { AskingCall } from './call.ts'
import { contextFacade } from './context-facade.ts'
import { memberKind } from './context-members.ts'
import { observedMeta } from './context-meta.ts'
import { effectMember } from './effect-member.ts'
import { type HookRecord, runningRecord } from './hook-record.ts'

type Method = (...args: unknown[]) => unknown

/**
 * The hook's context with a recorder in front. Every member works as before, with the real context as `this`;
 * what it means for the stored result is written down on the way.
 */
export function recordingContext(call: AskingCall, record: HookRecord): object {
  const target = call.context
  const read = (name: string | symbol): unknown => {
    const running = runningRecord()
    if (running !== null && running !== record) {
      // What is done with it goes to the record of a call that may be over.
      running.refuse(KEPT)
    }
    const value: unknown = Reflect.get(target, name, target)
    if (value === undefined) {
      return value
    }
    if (typeof name !== 'string') {
      record.refuse(`this[${String(name)}]`)
      return value
    }
    switch (memberKind(name)) {
      case 'harmless':
        return typeof value === 'function' ? bound(value as Method, target) : value
      case 'meta':
        return observedMeta(value, record)
      case 'effect':
        return typeof value === 'function' ? effectMember(name, value as Method, call, record) : value
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
