/** Vite's maps of class names by resolved config, the latest last. @type {Map<string, unknown>[]} */
const maps = []
let isWatching = false

/**
 * Finds the maps in which Vite keeps the class names of CSS modules: the first that a `buildStart` puts into a WeakMap under the resolved
 * config. The oracle fills them as a restore must.
 */
export function watchClassNames() {
  if (isWatching) return
  isWatching = true
  const { set } = WeakMap.prototype
  const configs = new WeakSet()
  WeakMap.prototype.set = function (/** @type {WeakKey} */ key, /** @type {unknown} */ value) {
    const isConfig = typeof key === 'object' && 'root' in key && 'css' in key && 'command' in key
    if (isConfig && value instanceof Map && !configs.has(key) && isInBuildStart()) {
      configs.add(key)
      maps.push(value)
    }
    return set.call(this, key, value)
  }
}

/**
 * @param {string} id of a CSS module
 * @returns {unknown} its class names; undefined for other modules
 */
export function classNamesOf(id) {
  return maps.at(-1)?.get(id)
}

/**
 * @param {string} id
 * @param {unknown} names
 */
export function putClassNames(id, names) {
  maps.at(-1)?.set(id, names)
}

function isInBuildStart() {
  const caller = new Error('who calls').stack?.split('\n')[3] ?? ''
  return /\bbuildStart\b/.test(caller)
}
