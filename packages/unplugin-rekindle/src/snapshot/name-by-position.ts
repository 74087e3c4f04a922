/**
 * Names the plugins without a name as Rollup and Rolldown do, by their places in the config: they tell of these names in logs, errors and
 * modules, and a plugin that is put before all others would move each by one.
 */
export function nameByPosition(plugins: readonly object[]): void {
  for (const [index, plugin] of plugins.entries()) {
    // A plugin of Rolldown for worker threads stays without one.
    if (!Reflect.get(plugin, 'name') && !('_parallel' in plugin)) {
      Reflect.set(plugin, 'name', `at position ${index + 1}`)
    }
  }
}
