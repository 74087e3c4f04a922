import type { CacheKey } from '@rekindle/core'
import type { BuildOptions } from 'esbuild'
import { mayGather, otherPlugins } from './esbuild-use.ts'

/** Builds of this process in which a plugin has taken part, by plugin. */
const pluginToKeys: WeakMap<object, CacheKey[]> = new WeakMap()
const keysSoFar: Set<CacheKey> = new Set()

/**
 * The builds of this process that may hand something on to one another in the memory of a plugin, this one included, now that it is asked for;
 * none: there is no other. They share a plugin of which it isn't known that it remembers nothing else than a restored
 * result is made from; or they are told apart by nothing that can be seen.
 */
export function buildsTogether(key: CacheKey, options: BuildOptions): readonly CacheKey[] {
  const others = new Set<CacheKey>(keysSoFar.has(key) ? [key] : [])
  keysSoFar.add(key)
  for (const plugin of otherPlugins(options).filter(mayGather)) {
    const keys = pluginToKeys.get(plugin) ?? []
    for (const other of keys) {
      others.add(other)
    }
    pluginToKeys.set(plugin, [...keys, key])
  }
  return others.size === 0 ? [] : [...others, key]
}
