/** Plugins as configs give them: nested arrays, promises, and places that are falsy or were never filled. */
export type PluginTree = unknown

/** The plugin objects of a config in order, after all promises. */
export async function flattenPlugins(tree: PluginTree): Promise<object[]> {
  const settled: unknown = await tree
  if (Array.isArray(settled)) {
    // `map` would leave out places that were never filled, of which `Promise.all` makes undefined.
    const nested = await Promise.all(Array.from(settled, flattenPlugins))
    return nested.flat()
  }
  return typeof settled === 'object' && settled !== null ? [settled] : []
}
