type Handler = (this: unknown, ...args: readonly unknown[]) => unknown

/**
 * Takes note when one of these hooks of a plugin is called for the first time, in whatever place; what they do stays the plugin's own
 * affair. A hook that is an object stays the plugin's own as well: filters and handlers are often put into it late.
 */
export function awaitCall(plugin: object, hooks: readonly string[], onCalled: () => void): void {
  for (const hook of hooks) {
    const own = Object.getOwnPropertyDescriptor(plugin, hook)
    const value: unknown = own?.value
    if (own?.configurable === true && value !== null && value !== undefined) {
      Object.defineProperty(plugin, hook, { ...own, value: heardHook(value, once(onCalled)) })
    }
  }
}

function heardHook(hook: unknown, onCall: () => void): unknown {
  if (typeof hook === 'function') {
    return heardHandler(hook as Handler, onCall)
  }
  if (typeof hook !== 'object' || hook === null) {
    return hook
  }
  const own = Object.getOwnPropertyDescriptor(hook, 'handler')
  if (own?.configurable === false) {
    // A proxy could not give another handler, and this one can't change later.
    return typeof own.value === 'function'
      ? { ...hook, handler: heardHandler(own.value as Handler, onCall) }
      : hook
  }
  return new Proxy(hook, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      return name === 'handler' && typeof value === 'function'
        ? heardHandler(value as Handler, onCall)
        : value
    },
  })
}

function heardHandler(handler: Handler, onCall: () => void): Handler {
  return function (...args) {
    onCall()
    return Reflect.apply(handler, this, args)
  }
}

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) {
      isDone = true
      act()
    }
  }
}
