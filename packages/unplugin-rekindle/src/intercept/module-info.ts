import { fingerprintOf, type InputState, isPlainData, type ProjectRoot } from '@rekindle/core'
import type { ModuleInfo as RolldownModuleInfo } from 'rolldown'
import type { ModuleInfo as RollupModuleInfo } from 'rollup'
import type { Rolldown } from 'vite'

/**
 * - `settled`: doesn't change any more once the module's code is known.
 * - `of-code`: follows from the code.
 * - `moving`: changes with other modules or with what the bundler does later.
 */
type FieldKind = 'settled' | 'of-code' | 'moving'

type Field = keyof RollupModuleInfo | keyof RolldownModuleInfo | keyof Rolldown.ModuleInfo

/** Exhaustive by type: a field that a bundler adds does not compile until it is classified. */
const FIELDS: { readonly [Name in Field]-?: FieldKind } = {
  ast: 'of-code',
  attributes: 'settled',
  code: 'settled',
  description: 'moving',
  dynamicallyImportedIdResolutions: 'moving',
  dynamicallyImportedIds: 'moving',
  dynamicImporters: 'moving',
  exportedBindings: 'moving',
  exports: 'moving',
  hasDefaultExport: 'moving',
  id: 'settled',
  implicitlyLoadedAfterOneOf: 'moving',
  implicitlyLoadedBefore: 'moving',
  importedIdResolutions: 'moving',
  importedIds: 'moving',
  importers: 'moving',
  inputFormat: 'moving',
  invalidate: 'moving',
  isEntry: 'settled',
  isExternal: 'settled',
  isIncluded: 'settled',
  meta: 'settled',
  moduleSideEffects: 'settled',
  packageJsonPath: 'moving',
  safeVariableNames: 'moving',
  syntheticNamedExports: 'settled',
}

/** Receives what a hook looks up in a module. */
export interface FieldListener {
  /** It has read this field. */
  sawField(info: object, field: string): void
  /** It did something with the module that can't be repeated. */
  refuse(reason: string): void
}

/**
 * The field whose state stands for this one; null for a field that can't be an input: of a module whose code isn't known yet
 * nothing is settled but what it got so far.
 */
export function settledField(field: string): string | null {
  const kind = Object.hasOwn(FIELDS, field) ? FIELDS[field as keyof typeof FIELDS] : 'moving'
  if (kind === 'moving') {
    return null
  }
  return kind === 'of-code' ? 'code' : field
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
