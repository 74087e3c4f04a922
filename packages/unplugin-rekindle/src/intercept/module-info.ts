import { fingerprintOf, type InputState, isPlainData, type ProjectRoot } from '@rekindle/core'

/** Fields of a module that don't change any more once its code is known. */
const SETTLED: ReadonlySet<string> = new Set([
  'id',
  'code',
  'meta',
  'attributes',
  'isEntry',
  'isExternal',
  'isIncluded',
  'moduleSideEffects',
  'hasModuleSideEffects',
  'syntheticNamedExports',
])

/** Receives what a hook looks up in a module. */
export interface FieldListener {
  /** It has read this field. */
  sawField(info: object, field: string): void
  /** It did something with the module that can't be repeated. */
  refuse(reason: string): void
}

/** Whether a field can be an input: of a module whose code isn't known yet nothing is settled but what it got so far. */
export function isSettledField(field: string): boolean {
  return SETTLED.has(field)
}

/** Fingerprint of one field of a module; null when it has no text form. */
export function fieldState(info: object, field: string, root: ProjectRoot): InputState | null {
  const value: unknown = Reflect.get(info, field, info)
  if (value === undefined || value === null) {
    return 'absent'
  }
  return isPlainData(value) ? fingerprintOf(root.keyForm(JSON.stringify(value))) : null
}

const infoToObserved: WeakMap<object, object> = new WeakMap()

/**
 * A module as the bundler gives it, with an ear on its fields. A module has one such object, so that plugins can compare
 * and remember it; `listener` tells who hears of it at the moment, null: nobody.
 */
export function observedModule(info: object, listener: () => FieldListener | null): object {
  const known = infoToObserved.get(info)
  if (known !== undefined) {
    return known
  }
  const see = (field: string | symbol): void => {
    if (typeof field === 'string' && field in info) {
      listener()?.sawField(info, field)
    }
  }
  const observed = new Proxy(info, {
    get(target, field): unknown {
      see(field)
      return Reflect.get(target, field, target)
    },
    getOwnPropertyDescriptor(target, field): PropertyDescriptor | undefined {
      see(field)
      return Reflect.getOwnPropertyDescriptor(target, field)
    },
    set(target, field, value): boolean {
      listener()?.refuse(`a change of ${String(field)} of a module`)
      return Reflect.set(target, field, value, target)
    },
  })
  infoToObserved.set(info, observed)
  infoToObserved.set(observed, observed)
  return observed
}
