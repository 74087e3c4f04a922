/** Plugins as configs give them: nested arrays, promises, and falsy places. */
export type PluginTree = unknown

/** The plugin objects of a config in order, after all promises. */
export async function flattenPlugins(tree: PluginTree): Promise<object[]> {
  const settled: unknown = await tree
  if (Array.isArray(settled)) {
    const nested = await Promise.all(settled.map(flattenPlugins))
    return nested.flat()
  }
  return typeof settled === 'object' && settled !== null ? [settled] : []
}
