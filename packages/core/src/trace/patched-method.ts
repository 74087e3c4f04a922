// biome-ignore lint/complexity/noBannedTypes: a patch fits any method
type AnyFunction = Function

/**
 * Told of each call of a patched method before it runs: its arguments, the function that stands in its place, above
 * which the caller is on the stack, and its `this`. What it returns, if anything, is called after the call, with what that
 * returned.
 */
export type See = (
  args: readonly unknown[],
  patched: (...args: never[]) => unknown,
  self: unknown,
) => ((result: unknown) => void) | void

const patchedMethods: WeakSet<object> = new WeakSet()

/** Whether a function stands in place of one of the runtime's while tracing. */
export function isPatchedMethod(value: object): boolean {
  return patchedMethods.has(value)
}

/** What stands in place of a property, and what was there before; undefined: an inherited one, or none. */
interface Standing {
  readonly owner: object
  readonly name: string
  readonly value: unknown
  readonly before: PropertyDescriptor | undefined
}

/** Objects with the methods that stand on them while tracing; the originals come back on `restore`. */
export class MethodPatches {
  readonly #standing: Standing[] = []
  readonly #isUnseen: () => boolean

  /** @param isUnseen whether what runs is nobody's affair: its calls go straight to the originals */
  constructor(isUnseen: () => boolean = () => false) {
    this.#isUnseen = isUnseen
  }

  /**
   * Calls `see` before each call of `owner[name]`, and what it returns after it. What `see` throws must not reach the caller, so it must not throw. `adapt` gives the arguments that the
   * original gets. Properties of the original (`realpathSync.native`) stay reachable.
   */
  observe(
    owner: object,
    name: string,
    see: See,
    adapt: (args: readonly unknown[]) => readonly unknown[] = unchanged,
  ): void {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name)
    const original: unknown = descriptor === undefined ? Reflect.get(owner, name) : descriptor.value
    if (descriptor?.configurable === false || typeof original !== 'function') {
      return
    }
    const isUnseen = this.#isUnseen
    const patched = function (this: unknown, ...args: unknown[]): unknown {
      if (new.target === undefined && isUnseen()) {
        return Reflect.apply(original, this, args)
      }
      const ended = see(args, patched, this)
      const adapted = adapt(args)
      let result: unknown
      try {
        result = new.target
          ? Reflect.construct(original, adapted, new.target === patched ? original : new.target)
          : Reflect.apply(original, this, adapted)
        return result
      } finally {
        ended?.(result)
      }
    }
    patchedMethods.add(patched)
    copyProperties(original, patched)
    this.put(owner, name, patched)
  }

  /** Puts `value` in place of `owner[name]` until `restore`. */
  put(owner: object, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(owner, name)
    stand({ owner, name, value, before })
    this.#standing.push({ owner, name, value, before })
  }

  /** Runs `work`, synchronously, with the originals in place: thousands of calls cost half as much then. */
  stepAside<Result>(work: () => Result): Result {
    const gone = this.#standing.toReversed().filter(withdraw)
    try {
      return work()
    } finally {
      gone.reverse().forEach(stand)
    }
  }

  restore(): void {
    for (const patch of this.#standing.splice(0).reverse()) {
      withdraw(patch)
    }
  }
}

function stand({ owner, name, value, before }: Standing): void {
  const inherited = { configurable: true, enumerable: false, writable: true }
  Object.defineProperty(owner, name, { ...(before ?? inherited), value })
}

/** Puts the original back; false: somebody has patched on top meanwhile, and taking theirs away would break them. */
function withdraw({ owner, name, value, before }: Standing): boolean {
  if (Object.getOwnPropertyDescriptor(owner, name)?.value !== value) {
    return false
  }
  return before === undefined
    ? Reflect.deleteProperty(owner, name)
    : Reflect.defineProperty(owner, name, before)
}

function unchanged(args: readonly unknown[]): readonly unknown[] {
  return args
}

function copyProperties(from: AnyFunction, to: AnyFunction): void {
  for (const key of Reflect.ownKeys(from)) {
    const descriptor = Object.getOwnPropertyDescriptor(from, key)
    if (descriptor !== undefined && key !== 'prototype') {
      Object.defineProperty(to, key, { ...descriptor, configurable: true })
    }
  }
  to.prototype = from.prototype
}
