import { types } from 'node:util'
import { isRunning } from './running-value.ts'

/** A library may stand in a variable: of what it holds only so many values are looked at. */
const MAX_VALUES = 2000

/**
 * What of a variable's value can be told at once, without a look into functions of others: they are told by their source. Data is as it
 * is, in objects, lists, maps and sets also beside other things; instances are told by what is simple in them. `isOwn` says of which
 * functions the caller looks into what they close over.
 */
export function toldByValue(value: unknown, isOwn: (value: unknown) => boolean): unknown {
  const told = new Map<object, unknown>()
  const within = (inner: unknown): unknown => {
    if (typeof inner === 'function') {
      return isOwn(inner) ? inner : String(inner)
    }
    return typeof inner === 'object' && inner !== null ? ofObject(inner) : inner
  }
  const ofObject = (object: object): unknown => {
    if (told.has(object)) {
      return told.get(object)
    }
    if (told.size >= MAX_VALUES || types.isProxy(object)) {
      return '...'
    }
    if (isRunning(object)) {
      return 'running'
    }
    if (!isContainer(object)) {
      // What is known of dates, bytes, patterns and instances is told where all values are.
      return object
    }
    // Before its parts: a circle has no end.
    const parts: unknown[] = []
    told.set(object, parts)
    parts.push(...partsOf(object, within))
    return parts
  }
  return within(value)
}

function isContainer(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object)
  return (
    prototype === null ||
    prototype === Object.prototype ||
    Array.isArray(object) ||
    object instanceof Map ||
    object instanceof Set
  )
}

/** Of which kind a container is, and what is in it. */
function partsOf(object: object, within: (inner: unknown) => unknown): readonly unknown[] {
  if (object instanceof Map) {
    return ['map', ...Array.from(object, ([key, inner]) => [within(key), within(inner)])]
  }
  if (object instanceof Set) {
    return ['set', ...Array.from(object, within)]
  }
  const kind = Array.isArray(object) ? 'list' : 'object'
  return [kind, ...Object.keys(object).map((name) => [name, within(fieldOf(object, name))])]
}

/** Undefined where it is computed, or where a module hasn't come to it yet. */
function fieldOf(object: object, name: string): unknown {
  try {
    return Object.getOwnPropertyDescriptor(object, name)?.value
  } catch {
    return undefined
  }
}
