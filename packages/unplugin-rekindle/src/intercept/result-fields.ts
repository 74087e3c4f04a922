import { types } from 'node:util'
import type { SourceDescription as RolldownSourceDescription } from 'rolldown'
import type { SourceDescription as RollupSourceDescription } from 'rollup'
import type { Rolldown } from 'vite'

/**
 * How a field of a hook's result is stored.
 * - `code`, `map`: as a text of its own.
 * - `data`: as plain data, beside the others.
 */
type FieldKind = 'code' | 'map' | 'data'

type Field =
  | keyof RollupSourceDescription
  | keyof RolldownSourceDescription
  | keyof Rolldown.SourceDescription

/** Exhaustive by type: a field that a bundler adds does not compile until it is classified. */
const FIELDS: { readonly [Name in Field]-?: FieldKind } = {
  ast: 'data',
  attributes: 'data',
  code: 'code',
  description: 'data',
  invalidate: 'data',
  map: 'map',
  meta: 'data',
  moduleSideEffects: 'data',
  moduleType: 'data',
  packageJsonPath: 'data',
  syntheticNamedExports: 'data',
}

const NAMES = Object.keys(FIELDS) as Field[]

/** A result as the bundler reads it. */
export type ReadResult =
  | {
      readonly kind: 'read'
      readonly code: unknown
      readonly map: unknown
      readonly hasCode: boolean
      readonly hasMap: boolean
      /** Fields that are data, and those that no bundler knows: other plugins may wrap the hook and look at them. */
      readonly others: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'unreadable'; readonly why: string }

/**
 * Reads a result as bundlers do, inherited fields included. A field that may give something else each time it is read isn't
 * read at all: the bundler would get what comes after. A getter for `map` is the custom way to make one only when asked.
 */
export function readResult(result: object): ReadResult {
  if (types.isProxy(result)) {
    return { kind: 'unreadable', why: 'a proxy as result' }
  }
  const names = Object.keys(result)
  for (const name of NAMES) {
    if (name in result && !names.includes(name)) {
      names.push(name)
    }
  }
  const others: Record<string, unknown> = {}
  for (const name of names) {
    const kind = Object.hasOwn(FIELDS, name) ? FIELDS[name as Field] : 'data'
    if (kind !== 'map' && isComputed(result, name)) {
      return { kind: 'unreadable', why: `a getter for ${name}` }
    }
    if (kind === 'data') {
      // An assignment to `__proto__` would make no field.
      const value: unknown = Reflect.get(result, name)
      Object.defineProperty(others, name, { value, configurable: true, enumerable: true, writable: true })
    }
  }
  const { code, map } = result as { readonly code?: unknown; readonly map?: unknown }
  return { kind: 'read', code, map, hasCode: 'code' in result, hasMap: 'map' in result, others }
}

function isComputed(result: object, name: string): boolean {
  for (
    let level: object | null = result;
    level !== null;
    level = Object.getPrototypeOf(level) as object | null
  ) {
    const descriptor = Object.getOwnPropertyDescriptor(level, name)
    if (descriptor !== undefined) {
      return descriptor.get !== undefined || types.isProxy(level)
    }
  }
  return false
}
