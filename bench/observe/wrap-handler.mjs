/**
 * Replaces a plugin's hook in place. A hook object is wrapped so that only its handler differs: plugins set their filter
 * later.
 *
 * @param {Record<string, any>} plugin
 * @param {string} name
 * @param {(handler: Handler) => Handler} wrap gives the same handler where the hook is left alone
 *
 * @typedef {(this: any, ...values: any[]) => any} Handler
 */
export function wrapHandler(plugin, name, wrap) {
  const hook = plugin[name]
  if (!hook) return
  const original = typeof hook === 'function' ? hook : hook.handler
  const handler = wrap(original)
  if (handler === original) return
  plugin[name] =
    typeof hook === 'function'
      ? handler
      : new Proxy(hook, {
          get: (target, property) => (property === 'handler' ? handler : Reflect.get(target, property)),
        })
}
