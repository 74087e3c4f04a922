import { loadCore } from '../load-core.mjs'

/** @type {import('./engine.mjs').EngineKind['load']} */
export async function loadRekindle() {
  const { openStore } = await loadCore()
  return (folder) => open(openStore, folder)
}

/**
 * With the memory tier that a build gives it.
 *
 * @param {typeof import('@rekindle/core').openStore} openStore
 * @param {string} folder
 * @returns {import('./engine.mjs').Engine}
 */
function open(openStore, folder) {
  const store = openStore({ directory: folder, memory: { maxBytes: 1024 * 1024, maxEntries: 500 } })
  return {
    write: ({ key, ...texts }) =>
      store.append({ key: /** @type {import('@rekindle/core').CacheKey} */ (key), ...texts }),
    read(key) {
      const [candidate] = store.candidates(/** @type {import('@rekindle/core').CacheKey} */ (key))
      const code = candidate?.readCode()
      const map = candidate?.readMap()
      return typeof code === 'string' && typeof map === 'string' ? { code, map } : undefined
    },
    close() {
      store.close()
      return store.settled()
    },
  }
}
