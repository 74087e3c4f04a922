import { existsSync, readFileSync } from 'node:fs'

/**
 * Calls of the `load` and `transform` hooks that Rekindle watches.
 *
 * @typedef {object} HookCounts
 * @property {number} run the plugin did its work
 * @property {number} [audited] of those that ran: could have been answered from the cache, and were compared with it
 * @property {number} declined the plugin returned nothing, as for modules that aren't its business; never stored
 * @property {number} bypassed never cached: the plugin did its work
 * @property {number} restored answered from the cache
 */

/**
 * @param {string} reportFile as Rekindle writes it
 * @returns {HookCounts | undefined} undefined when no plugin wrote it
 */
export function readHookCounts(reportFile) {
  if (!existsSync(reportFile)) return undefined
  const { hooks, plugins, uncacheable } = JSON.parse(readFileSync(reportFile, 'utf8'))
  const declined = uncacheable['empty-result'] ?? 0
  const audited = Object.values(plugins).reduce((sum, plugin) => sum + plugin.audited, 0)
  return { run: hooks.run - declined, audited, declined, bypassed: hooks.bypassed, restored: hooks.restored }
}
