const MAX_DEPTH = 12

/**
 * Writes any value as text so that values which can make a plugin behave differently give different texts:
 * plain data by content with sorted property names, functions by their source, class instances by class name
 * and own properties. Cycles and shared objects are written as references. What a function closes over is not
 * visible here.
 */
export function describeValue(value: unknown): string {
  return describe(value, new Map(), 0)
}

function describe(value: unknown, seen: Map<object, number>, depth: number): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'function':
      return describeObject(value, seen, depth, () => `function ${sourceOf(value as () => void)}`)
    case 'object':
      return value === null ? 'null' : describeObject(value, seen, depth, () => bodyOf(value, seen, depth))
    case 'bigint':
      return `${value}n`
    default:
      return Object.is(value, -0) ? '-0' : String(value)
  }
}

function describeObject(
  value: object,
  seen: Map<object, number>,
  depth: number,
  body: () => string,
): string {
  const known = seen.get(value)
  if (known !== undefined) {
    return `#${known}`
  }
  seen.set(value, seen.size)
  return depth > MAX_DEPTH ? '...' : body()
}

function bodyOf(value: object, seen: Map<object, number>, depth: number): string {
  const next = (inner: unknown): string => describe(inner, seen, depth + 1)
  if (Array.isArray(value)) {
    return `[${value.map(next).join(',')}]`
  }
  if (value instanceof RegExp || value instanceof Date) {
    return `${value.constructor.name} ${String(value)}`
  }
  if (value instanceof Map || value instanceof Set) {
    return `${value.constructor.name} [${[...value].map(next).join(',')}]`
  }
  if (ArrayBuffer.isView(value)) {
    return `bytes ${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}`
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  const className = prototype === null || prototype === Object.prototype ? '' : `${value.constructor?.name} `
  const properties = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${propertyOf(value, name, next)}`)
  return `${className}{${properties.join(',')}}`
}

function propertyOf(value: object, name: string, next: (inner: unknown) => string): string {
  const descriptor = Object.getOwnPropertyDescriptor(value, name)
  // A getter may do anything, also throw; its source says what it is.
  return descriptor?.get === undefined ? next(descriptor?.value) : `get ${sourceOf(descriptor.get)}`
}

function sourceOf(value: () => unknown): string {
  return JSON.stringify(Function.prototype.toString.call(value))
}
