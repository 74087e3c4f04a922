/**
 * What a hook gets as `this`: the bundler's context with somebody in front who reads its members, and who hears of what is
 * put on it.
 */
export function contextFacade(
  target: object,
  read: (name: string | symbol) => unknown,
  onAssign: (name: string | symbol) => void,
): object {
  // An empty target: on a frozen context a proxy may not return anything but what is there.
  const facade = Object.create(Object.getPrototypeOf(target) as object | null) as object
  return new Proxy(facade, new Facade(target, read, onAssign))
}

/** One for each call: its functions are made once for all of them. */
class Facade implements ProxyHandler<object> {
  readonly #target: object
  readonly #read: (name: string | symbol) => unknown
  readonly #onAssign: (name: string | symbol) => void

  constructor(
    target: object,
    read: (name: string | symbol) => unknown,
    onAssign: (name: string | symbol) => void,
  ) {
    this.#target = target
    this.#read = read
    this.#onAssign = onAssign
  }

  get(_facade: object, name: string | symbol): unknown {
    return this.#read(name)
  }

  has(_facade: object, name: string | symbol): boolean {
    return Reflect.has(this.#target, name)
  }

  /** A plugin may copy its context; the members of the copy are read here as well. */
  ownKeys(): (string | symbol)[] {
    return Reflect.ownKeys(this.#target)
  }

  getOwnPropertyDescriptor(_facade: object, name: string | symbol): PropertyDescriptor | undefined {
    const descriptor = Reflect.getOwnPropertyDescriptor(this.#target, name)
    return descriptor === undefined
      ? undefined
      : {
          configurable: true,
          enumerable: descriptor.enumerable === true,
          writable: true,
          value: this.#read(name),
        }
  }

  set(_facade: object, name: string | symbol, value: unknown): boolean {
    this.#onAssign(name)
    return Reflect.set(this.#target, name, value, this.#target)
  }

  defineProperty(_facade: object, name: string | symbol, descriptor: PropertyDescriptor): boolean {
    this.#onAssign(name)
    return Reflect.defineProperty(this.#target, name, descriptor)
  }

  deleteProperty(_facade: object, name: string | symbol): boolean {
    this.#onAssign(name)
    return Reflect.deleteProperty(this.#target, name)
  }
}
