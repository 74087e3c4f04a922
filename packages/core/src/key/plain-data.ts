/**
 * Whether JSON gives a value back exactly: null, booleans, strings, finite numbers but -0, and arrays and plain
 * objects of these. A property that is undefined, a hole, a class instance or a function isn't plain data.
 */
export function isPlainData(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
    case 'object':
      return value === null || (Array.isArray(value) ? isPlainArray(value) : isPlainObject(value))
    default:
      return false
  }
}

function isPlainArray(values: readonly unknown[]): boolean {
  // By index: `every` skips holes.
  for (let index = 0; index < values.length; index++) {
    if (!isPlainData(values[index])) {
      return false
    }
  }
  return true
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return (
    (prototype === Object.prototype || prototype === null) &&
    Object.getOwnPropertySymbols(value).length === 0 &&
    Object.values(value).every(isPlainData)
  )
}
