/** Tells the variables that a function closes over; a function that can't be looked into gives none. */
export type ClosureReader = (value: (...args: never[]) => unknown) => Readonly<Record<string, unknown>>

const MAX_DEPTH = 12
const MAX_CLOSURE_DEPTH = 4
const MAX_OBJECTS = 20_000
const MAX_CLOSURES = 5_000

/**
 * Writes any value as text so that values which can make a plugin behave differently give different texts:
 * plain data by content with sorted property names, functions by their source and, given a reader, by what they
 * close over, class instances by class name and their own simple properties. Cycles and shared objects are
 * written as references. What `isRunning` says of objects that they are part of a running program, as a server is, is left out
 * wherever it is met.
 */
export function describeValue(
  value: unknown,
  closureOf?: ClosureReader,
  isRunning: (value: object) => boolean = () => false,
): string {
  return new Description(closureOf, isRunning).of(value)
}

/** Text, or a value in it; `isClosed` says that a function closes over it. */
type Part = string | { readonly value: unknown; readonly isClosed: boolean }

interface Node {
  readonly number: number
  readonly parts: readonly Part[]
  /** Where it is written; references stand everywhere else. */
  readonly owner: object | null
}

interface Step {
  readonly value: unknown
  readonly depth: number
  readonly owner: object | null
}

class Description {
  readonly #closureOf: ClosureReader | undefined
  readonly #isRunning: (value: object) => boolean
  readonly #nodes: Map<object, Node> = new Map()
  /** How many functions were looked into. */
  #closures = 0
  readonly #written: Set<object> = new Set()

  constructor(closureOf: ClosureReader | undefined, isRunning: (value: object) => boolean) {
    this.#closureOf = closureOf
    this.#isRunning = isRunning
  }

  of(value: unknown): string {
    this.#reach(value)
    return this.#write(value, null)
  }

  /**
   * Takes apart all that is reached, by the fewest functions first: by another order, what is near could be met on a
   * long way first, and be cut off there.
   */
  #reach(root: unknown): void {
    let level: Step[] = [{ value: root, depth: 0, owner: null }]
    for (let closures = 0; level.length > 0; closures += 1) {
      const next: Step[] = []
      // What is reached without another function joins the level that is being walked through.
      for (const { value, depth, owner } of level) {
        if (
          !isObject(value) ||
          this.#nodes.has(value) ||
          depth > MAX_DEPTH ||
          this.#nodes.size > MAX_OBJECTS
        ) {
          continue
        }
        const reader = this.#readerFor(value, closures)
        const parts = this.#isRunning(value) ? ['running'] : partsOf(value, reader)
        this.#nodes.set(value, { number: this.#nodes.size, parts, owner })
        for (const part of parts) {
          if (typeof part !== 'string') {
            const steps = part.isClosed ? next : level
            steps.push({ value: part.value, depth: depth + 1, owner: value })
          }
        }
      }
      level = next
    }
  }

  /** The nearest functions are looked into: each costs a fraction of a millisecond, and a plugin may hold a whole program. */
  #readerFor(value: object, closures: number): ClosureReader | undefined {
    if (typeof value !== 'function' || closures >= MAX_CLOSURE_DEPTH || this.#closures >= MAX_CLOSURES) {
      return undefined
    }
    this.#closures += 1
    return this.#closureOf
  }

  #write(value: unknown, owner: object | null): string {
    if (!isObject(value)) {
      return simpleText(value)
    }
    const node = this.#nodes.get(value)
    if (node === undefined) {
      return '...'
    }
    if (node.owner !== owner || this.#written.has(value)) {
      return `#${node.number}`
    }
    this.#written.add(value)
    return node.parts
      .map((part) => (typeof part === 'string' ? part : this.#write(part.value, value)))
      .join('')
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

function simpleText(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value)
  }
  if (typeof value === 'bigint') {
    return `${value}n`
  }
  return Object.is(value, -0) ? '-0' : String(value)
}

function partsOf(value: object, closureOf: ClosureReader | undefined): readonly Part[] {
  if (typeof value === 'function') {
    const variables = Object.entries(closureOf?.(value as () => unknown) ?? {})
    const described = variables
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [`${name}=`, { value: inner, isClosed: true }])
    return [`function ${sourceOf(value as () => unknown)}(`, ...separated(described), ')']
  }
  if (Array.isArray(value)) {
    const elements = Array.from(value, (inner: unknown, index) => [index in value ? within(inner) : 'hole'])
    return ['[', ...separated(elements), ']']
  }
  if (value instanceof RegExp || value instanceof URL) {
    return [`${value.constructor.name} ${String(value)}`]
  }
  if (value instanceof Date) {
    // Its text leaves the milliseconds out.
    return [`Date ${value.getTime()}`]
  }
  if (value instanceof Map || value instanceof Set) {
    const elements = [...value].map((inner: unknown) => [within(inner)])
    return [`${value.constructor.name} [`, ...separated(elements), ']']
  }
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    return [`${value.constructor.name} ${bytes.toString('base64')}`]
  }
  if (value instanceof ArrayBuffer) {
    return [`ArrayBuffer ${Buffer.from(value).toString('base64')}`]
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null || prototype === Object.prototype) {
    return ['{', ...propertiesOf(value, () => true), '}']
  }
  // An instance holds the state of a running program; only what is simple in it can be an option.
  return [`${value.constructor?.name} {`, ...propertiesOf(value, isSimple), '}']
}

function isSimple(inner: unknown): boolean {
  return typeof inner !== 'object' && typeof inner !== 'function'
}

function propertiesOf(value: object, isWanted: (inner: unknown) => boolean): readonly Part[] {
  const properties: Part[][] = []
  for (const name of Object.keys(value).sort()) {
    const descriptor = Object.getOwnPropertyDescriptor(value, name)
    if (descriptor?.get !== undefined) {
      // A getter may do anything, also throw; its source says what it is.
      properties.push([`${JSON.stringify(name)}:get ${sourceOf(descriptor.get)}`])
    } else if (isWanted(descriptor?.value)) {
      properties.push([`${JSON.stringify(name)}:`, within(descriptor?.value)])
    }
  }
  return separated(properties)
}

function within(value: unknown): Part {
  return { value, isClosed: false }
}

function separated(lists: readonly (readonly Part[])[]): readonly Part[] {
  return lists.flatMap((list, index) => (index === 0 ? list : [',', ...list]))
}

function sourceOf(value: () => unknown): string {
  return JSON.stringify(Function.prototype.toString.call(value))
}
