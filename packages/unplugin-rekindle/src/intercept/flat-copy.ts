/**
 * A plugin that can't be changed as an object that can: all properties, inherited ones included, read from and
 * written to the original, so that what its getters give and what it changes of itself later is seen.
 */
export function flatCopy(plugin: object): object {
  const copy = {}
  const names = new Set<string | symbol>()
  for (let level: object | null = plugin; level !== null && level !== Object.prototype; ) {
    for (const name of Reflect.ownKeys(level)) {
      names.add(name)
    }
    level = Object.getPrototypeOf(level) as object | null
  }
  for (const name of names) {
    Object.defineProperty(copy, name, {
      configurable: true,
      enumerable: true,
      get: () => Reflect.get(plugin, name, plugin) as unknown,
      set: (value: unknown) => {
        if (!Reflect.set(plugin, name, value, plugin)) {
          Object.defineProperty(copy, name, { configurable: true, enumerable: true, writable: true, value })
        }
      },
    })
  }
  return copy
}
