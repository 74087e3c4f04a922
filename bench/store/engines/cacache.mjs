import { createRequire } from 'node:module'

/** @type {import('./engine.mjs').EngineKind['load']} */
export async function loadCacache() {
  const cacache = createRequire(import.meta.url)('cacache')
  return (folder) => ({
    write: ({ key, head, code, map }) => cacache.put(folder, key, JSON.stringify({ head, code, map })),
    read: async (key) => JSON.parse((await cacache.get(folder, key)).data.toString()),
    close() {},
  })
}
