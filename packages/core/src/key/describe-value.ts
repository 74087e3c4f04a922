/** Tells the variables that a function closes over; a function that can't be looked into gives none. */
export type ClosureReader = (value: (...args: never[]) => unknown) => Readonly<Record<string, unknown>>

const MAX_DEPTH = 12
const MAX_CLOSURE_DEPTH = 4
const MAX_OBJECTS = 20_000

/**
 * Writes any value as text so that values which can make a plugin behave differently give different texts:
 * plain data by content with sorted property names, functions by their source and, given a reader, by what they
 * close over, class instances by class name and their own simple properties. Cycles and shared objects are
 * written as references.
 */
export function describeValue(value: unknown, closureOf?: ClosureReader): string {
  return new Description(closureOf).of(value, 0, 0)
}

class Description {
  readonly #closureOf: ClosureReader | undefined
  readonly #seen: Map<object, number> = new Map()

  constructor(closureOf: ClosureReader | undefined) {
    this.#closureOf = closureOf
  }

  of(value: unknown, depth: number, closures: number): string {
    if (typeof value === 'string') {
      return JSON.stringify(value)
    }
    if (typeof value === 'bigint') {
      return `${value}n`
    }
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
      return Object.is(value, -0) ? '-0' : String(value)
    }
    const known = this.#seen.get(value)
    if (known !== undefined) {
      return `#${known}`
    }
    this.#seen.set(value, this.#seen.size)
    if (depth > MAX_DEPTH || this.#seen.size > MAX_OBJECTS) {
      return '...'
    }
    return typeof value === 'function'
      ? this.#function(value as () => unknown, depth, closures)
      : this.#object(value, depth, closures)
  }

  #function(value: () => unknown, depth: number, closures: number): string {
    const closure = closures < MAX_CLOSURE_DEPTH ? this.#closureOf?.(value) : undefined
    const variables = Object.entries(closure ?? {}).sort(([one], [other]) => (one < other ? -1 : 1))
    const described = variables.map(([name, inner]) => `${name}=${this.of(inner, depth + 1, closures + 1)}`)
    return `function ${sourceOf(value)}(${described.join(',')})`
  }

  #object(value: object, depth: number, closures: number): string {
    const next = (inner: unknown): string => this.of(inner, depth + 1, closures)
    if (Array.isArray(value)) {
      const elements = Array.from(value, (inner, index) => (index in value ? next(inner) : 'hole'))
      return `[${elements.join(',')}]`
    }
    if (value instanceof RegExp || value instanceof URL) {
      return `${value.constructor.name} ${String(value)}`
    }
    if (value instanceof Date) {
      // Its text leaves the milliseconds out.
      return `Date ${value.getTime()}`
    }
    if (value instanceof Map || value instanceof Set) {
      return `${value.constructor.name} [${[...value].map(next).join(',')}]`
    }
    if (ArrayBuffer.isView(value)) {
      const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      return `${value.constructor.name} ${bytes.toString('base64')}`
    }
    if (value instanceof ArrayBuffer) {
      return `ArrayBuffer ${Buffer.from(value).toString('base64')}`
    }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype === null || prototype === Object.prototype) {
      return `{${this.#properties(value, () => true, next)}}`
    }
    // An instance holds the state of a running program; only what is simple in it can be an option.
    const isSimple = (inner: unknown): boolean => typeof inner !== 'object' && typeof inner !== 'function'
    return `${value.constructor?.name} {${this.#properties(value, isSimple, next)}}`
  }

  #properties(
    value: object,
    isWanted: (inner: unknown) => boolean,
    next: (inner: unknown) => string,
  ): string {
    const properties: string[] = []
    for (const name of Object.keys(value).sort()) {
      const descriptor = Object.getOwnPropertyDescriptor(value, name)
      if (descriptor?.get !== undefined) {
        // A getter may do anything, also throw; its source says what it is.
        properties.push(`${JSON.stringify(name)}:get ${sourceOf(descriptor.get)}`)
      } else if (isWanted(descriptor?.value)) {
        properties.push(`${JSON.stringify(name)}:${next(descriptor?.value)}`)
      }
    }
    return properties.join(',')
  }
}

function sourceOf(value: () => unknown): string {
  return JSON.stringify(Function.prototype.toString.call(value))
}
