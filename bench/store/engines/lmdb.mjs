/** @type {import('./engine.mjs').EngineKind['load']} */
export async function loadLmdb() {
  const { open } = await import('lmdb')
  return (folder) => use(open({ path: folder }))
}

/**
 * @param {import('lmdb').RootDatabase} database
 * @returns {import('./engine.mjs').Engine}
 */
function use(database) {
  return {
    // Not awaited: it gathers writes into transactions by itself.
    write({ key, head, code, map }) {
      void database.put(key, { head, code, map })
    },
    read: (key) => database.get(key),
    async close() {
      await database.flushed
      await database.close()
    },
  }
}
