import { removeStore } from '@rekindle/core'
import type { CommandDef } from 'citty'
import { CACHE_DIR_OPTION, resolveCacheFolder } from '../cache-folder.ts'
import { CommandError } from '../command-error.ts'

/** `rekindle clear`: remove a cache. */
export const clearCommand: CommandDef = {
  meta: { name: 'clear', description: "Remove a cache. Only Rekindle's own files are removed." },
  args: { 'cache-dir': CACHE_DIR_OPTION },
  run({ args }) {
    const folder = resolveCacheFolder(String(args['cache-dir']))
    const removal = removeStore(folder)
    if (removal === null) {
      throw new CommandError({
        code: 'NO_CACHE',
        message: `There is no cache in ${folder}.`,
        consequence: 'Nothing was removed.',
        hint: 'Go to the folder of the project, or name another cache with --cache-dir.',
        exitCode: 2,
      })
    }
    const [firstFailed] = removal.failed
    if (firstFailed !== undefined) {
      throw new CommandError({
        code: 'CACHE_NOT_REMOVED',
        message: `Files of the cache could not be removed: ${removal.failed.length}, ${firstFailed} first.`,
        consequence: `${removal.removed} files were removed; builds ${removal.generation === null ? 'go on to use' : 'do not use'} the others.`,
        hint: 'See who owns the files, and whether the disk can be written to.',
        exitCode: 1,
      })
    }
    console.log(`Removed the cache in ${folder} (${removal.removed} files).`)
  },
}
