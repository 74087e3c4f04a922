/**
 * Takes note when one of these hooks of a plugin is called for the first time, in whatever place; what they do stays the plugin's own
 * affair.
 */
export function awaitCall(plugin: object, hooks: readonly string[], onCalled: () => void): void {
  for (const hook of hooks) {
    const own = Object.getOwnPropertyDescriptor(plugin, hook)
    const value: unknown = own?.value
    const handler: unknown = (value as { readonly handler?: unknown } | null | undefined)?.handler ?? value
    if (own?.configurable !== true || typeof handler !== 'function') {
      continue
    }
    let isCalled = false
    const heard = function (this: object, ...args: readonly unknown[]): unknown {
      if (!isCalled) {
        isCalled = true
        onCalled()
      }
      return Reflect.apply(handler, this, args)
    }
    Object.defineProperty(plugin, hook, {
      ...own,
      value: handler === value ? heard : { ...(value as object), handler: heard },
    })
  }
}
