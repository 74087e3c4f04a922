import { isPlainData } from '@rekindle/core'

/** Whether JSON gives the value back exactly: it is plain data in which no object occurs twice. */
export function isPlainTree(value: unknown): boolean {
  // In this order: a circle has no end.
  return isTree(value, new Set()) && isPlainData(value)
}

/** Whether an object or an array is such as JSON makes, whatever its fields are: no holes, nothing hidden or computed. */
export function isPlainValue(value: object): boolean {
  const keys = Reflect.ownKeys(value)
  if (Array.isArray(value)) {
    // One key more than elements, `length`: then there are no holes and no other properties.
    return Object.getPrototypeOf(value) === Array.prototype && keys.length === value.length + 1
  }
  return Object.getPrototypeOf(value) === Object.prototype && keys.every((key) => isPlainField(value, key))
}

function isTree(value: unknown, seen: Set<object>): boolean {
  if (typeof value !== 'object' || value === null) {
    return true
  }
  if (seen.has(value) || !isPlainValue(value)) {
    return false
  }
  seen.add(value)
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    if (!isTree(part, seen)) {
      return false
    }
  }
  return true
}

function isPlainField(owner: object, key: string | symbol): boolean {
  const field = Object.getOwnPropertyDescriptor(owner, key)
  return (
    typeof key === 'string' &&
    // JSON would ask it for another value.
    key !== 'toJSON' &&
    // An assignment to it would make no field.
    key !== '__proto__' &&
    field !== undefined &&
    field.enumerable === true &&
    'value' in field
  )
}
