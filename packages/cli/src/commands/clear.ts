import { removeDiary, removeStore } from '@rekindle/core'
import type { CommandDef } from 'citty'
import { CACHE_DIR_OPTION, JSON_OPTION, resolveCacheFolder } from '../cache-folder.ts'
import { cacheNotRemoved, noCache } from '../errors.ts'
import { printResult } from '../text-output.ts'

/** `rekindle clear`: remove a cache. */
export const clearCommand: CommandDef = {
  meta: { name: 'clear', description: "Remove a cache. Only Rekindle's own files are removed." },
  args: { 'cache-dir': CACHE_DIR_OPTION, json: JSON_OPTION },
  run({ args }) {
    const folder = resolveCacheFolder(args['cache-dir'])
    // First: the folder of the cache is removed with the store, if nothing else is in it.
    const ofDiary = removeDiary(folder)
    const removal = removeStore(folder)
    if (removal === null && ofDiary === 0) {
      throw noCache(folder, 'Nothing was removed.')
    }
    const { failed, generation } = removal ?? { failed: [], generation: null }
    const removed = (removal?.removed ?? 0) + ofDiary
    if (failed.length > 0) {
      throw cacheNotRemoved(failed, removed, generation === null)
    }
    printResult(args['json'], { folder, removed }, () => `Removed the cache in ${folder} (${removed} files).`)
  },
}
