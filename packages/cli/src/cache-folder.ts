import fs from 'node:fs'
import path from 'node:path'
import { foldersUpwards, projectFolder } from './project-folder.ts'

/** The option that names the folder of the cache. */
export const CACHE_DIR_OPTION = {
  type: 'string',
  default: 'node_modules/.cache/rekindle',
  valueHint: 'folder',
  description: 'Folder of the cache, relative to the current folder.',
} as const

const DEFAULT = CACHE_DIR_OPTION.default

/** The option for machines. */
export const JSON_OPTION = {
  type: 'boolean',
  description: 'Print JSON: sizes in bytes, times in ms, moments in ISO 8601.',
} as const

/**
 * The absolute path of a cache folder: the one that is named, else the nearest at its default place in this folder or one above it,
 * else where the plugin would put it.
 */
export function resolveCacheFolder(cacheDir: unknown): string {
  const named = String(cacheDir ?? DEFAULT)
  if (named !== DEFAULT) {
    return path.resolve(named)
  }
  const places = foldersUpwards(process.cwd()).map((folder) => path.join(folder, DEFAULT))
  return places.find((place) => fs.existsSync(place)) ?? path.join(projectFolder(process.cwd()), DEFAULT)
}
