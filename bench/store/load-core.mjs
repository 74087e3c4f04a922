import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * The built core, as the plugin finds it.
 *
 * @returns {Promise<typeof import('@rekindle/core')>}
 */
export async function loadCore() {
  const plugin = createRequire(fileURLToPath(import.meta.resolve('unplugin-rekindle')))
  return await import(pathToFileURL(plugin.resolve('@rekindle/core')).href)
}
