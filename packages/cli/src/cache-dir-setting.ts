import path from 'node:path'
import { CACHE_DIR_OPTION } from './cache-folder.ts'

/** What a build is told of the option `--cache-dir`: nothing where it wasn't given, so that the plugin's own option counts. */
export function cacheDirSetting(cacheDir: unknown): { readonly cacheDir?: string } {
  const isGiven = cacheDir !== undefined && cacheDir !== CACHE_DIR_OPTION.default
  return isGiven ? { cacheDir: path.resolve(String(cacheDir)) } : {}
}
