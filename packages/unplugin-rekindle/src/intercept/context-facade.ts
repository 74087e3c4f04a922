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
  return new Proxy(facade, {
    get: (_facade, name) => read(name),
    has: (_facade, name) => Reflect.has(target, name),
    // A plugin may copy its context; the members of the copy are read here as well.
    ownKeys: () => Reflect.ownKeys(target),
    getOwnPropertyDescriptor(_facade, name): PropertyDescriptor | undefined {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, name)
      return descriptor === undefined
        ? undefined
        : {
            configurable: true,
            enumerable: descriptor.enumerable === true,
            writable: true,
            value: read(name),
          }
    },
    set(_facade, name, value): boolean {
      onAssign(name)
      return Reflect.set(target, name, value, target)
    },
    defineProperty(_facade, name, descriptor): boolean {
      onAssign(name)
      return Reflect.defineProperty(target, name, descriptor)
    },
    deleteProperty(_facade, name): boolean {
      onAssign(name)
      return Reflect.deleteProperty(target, name)
    },
  })
}
