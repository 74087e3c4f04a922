import { type Fingerprint, fingerprintOf, type HookTrace, type ProjectRoot } from '@rekindle/core'
import { memberKind } from './context-members.ts'
import { emittedFileStep, type JournalStep, logStep } from './journal.ts'

/** What a hook did through its context. */
export class HookRecord {
  readonly journal: JournalStep[] = []
  /** Fingerprint of the combined source map, if the hook asked for it. */
  combinedMap: Fingerprint | null = null
  readonly #trace: HookTrace

  constructor(trace: HookTrace) {
    this.#trace = trace
  }

  add(step: JournalStep | null, unrecordable: string): void {
    if (step === null) {
      this.refuse(unrecordable)
    } else {
      this.journal.push(step)
    }
  }

  /** The result can't be kept, for this reason. */
  refuse(reason: string): void {
    this.#trace.effects.add(reason)
  }
}

type Method = (...args: unknown[]) => unknown

/**
 * The hook's context with a recorder in front. Every member works as before, with the real context as `this`;
 * what it means for the stored result is written down on the way.
 */
export function recordingContext(context: object, record: HookRecord, root: ProjectRoot): object {
  // An empty target: on a frozen context a proxy may not return anything but what is there.
  const facade = Object.create(Object.getPrototypeOf(context) as object | null) as object
  const target = context
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
        return typeof value === 'function' ? noted(value as Method, target, record, root) : value
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

function noted(method: Method, target: object, record: HookRecord, root: ProjectRoot): Method {
  return (...args) => {
    const map: unknown = Reflect.apply(method, target, args)
    record.combinedMap = combinedMapState(map, root)
    return map
  }
}

/** Fingerprint of what `getCombinedSourcemap` returned, the same in every copy of the project. */
export function combinedMapState(map: unknown, root: ProjectRoot): Fingerprint {
  return fingerprintOf(root.keyForm(JSON.stringify(map) ?? 'undefined'))
}
