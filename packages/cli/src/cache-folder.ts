import path from 'node:path'

/** The option that names the folder of the cache. */
export const CACHE_DIR_OPTION = {
  type: 'string',
  default: 'node_modules/.cache/rekindle',
  valueHint: 'folder',
  description: 'Folder of the cache, relative to the current folder.',
} as const

/** The absolute path of a cache folder. */
export function resolveCacheFolder(cacheDir: string): string {
  return path.resolve(cacheDir)
}
