// Counts the calls of real hooks: put between a plugin and whoever wraps it later.

const HOOKS = ['load', 'transform']
const observed = new WeakSet()

/**
 * Replaces the `load` and `transform` handlers of plugins by ones that report each call to
 * `reportHookCall` of the global object and go on. A hook object
 * stays the same object, since plugins set its filter late. The text of a handler stays that of the plugin.
 */
export function observePlugins(plugins) {
  for (const plugin of plugins) {
    if (typeof plugin !== 'object' || plugin === null) {
      continue
    }
    for (const hook of HOOKS) {
      const given = plugin[hook]
      if (typeof given === 'function' && !observed.has(given)) {
        plugin[hook] = reporting(plugin.name, hook, given)
      } else if (typeof given?.handler === 'function' && !observed.has(given.handler)) {
        given.handler = reporting(plugin.name, hook, given.handler)
      }
    }
  }
}

function reporting(plugin, hook, handler) {
  const reportingHandler = function (...args) {
    // Not a variable beside the plugin's own: Rekindle reads what hooks close over.
    const report = globalThis.reportHookCall
    const call = { plugin, hook, id: args[hook === 'transform' ? 1 : 0], environment: this.environment?.name }
    const result = handler.apply(this, args)
    if (typeof result?.then === 'function') {
      return result.then((settled) => {
        report({ ...call, isEmpty: settled === null || settled === undefined })
        return settled
      })
    }
    report({ ...call, isEmpty: result === null || result === undefined })
    return result
  }
  Object.defineProperty(reportingHandler, 'toString', {
    value: () => Function.prototype.toString.call(handler),
  })
  observed.add(reportingHandler)
  return reportingHandler
}
