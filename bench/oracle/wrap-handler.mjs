/**
 * Replaces a plugin's hook in place. A hook object is wrapped so that only its handler differs: plugins set their filter
 * later.
 *
 * @param {import('vite').Plugin} plugin
 * @param {'load' | 'transform'} name
 * @param {(handler: Handler) => Handler} wrap
 *
 * @typedef {(this: any, ...values: any[]) => any} Handler
 */
export function wrapHandler(plugin, name, wrap) {
  const hook = plugin[name]
  if (!hook) return
  if (typeof hook === 'function') {
    plugin[name] = /** @type {any} */ (wrap(hook))
    return
  }
  const handler = wrap(/** @type {Handler} */ (hook.handler))
  plugin[name] = /** @type {any} */ (
    new Proxy(hook, {
      get: (target, property) => (property === 'handler' ? handler : Reflect.get(target, property)),
    })
  )
}
