import { askedMember } from './asked-member.ts'
import type { Call } from './call.ts'
import { memberKind } from './context-members.ts'
import type { HookRecord } from './hook-record.ts'
import { emittedFileStep, logStep } from './journal.ts'

type Method = (...args: unknown[]) => unknown

/**
 * The hook's context with a recorder in front. Every member works as before, with the real context as `this`;
 * what it means for the stored result is written down on the way.
 */
export function recordingContext(call: Call, record: HookRecord): object {
  const target = call.context
  // An empty target: on a frozen context a proxy may not return anything but what is there.
  const facade = Object.create(Object.getPrototypeOf(target) as object | null) as object
  const read = (name: string | symbol): unknown => {
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
  return new Proxy(facade, {
    get: (_facade, name) => read(name),
    has: (_facade, name) => Reflect.has(target, name),
    // A plugin may copy its context; the members of the copy are recorded as well.
    ownKeys: () => Reflect.ownKeys(target),
    getOwnPropertyDescriptor(_facade, name): PropertyDescriptor | undefined {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, name)
      return descriptor === undefined
        ? undefined
        : {
            configurable: true,
            enumerable: descriptor.enumerable === true,
            writable: true,
            value: read(name),
          }
    },
    set(_facade, name, value): boolean {
      record.refuse(`assignment to this.${String(name)}`)
      return Reflect.set(target, name, value, target)
    },
  })
}

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
