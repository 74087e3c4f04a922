import { join } from 'node:path'
import { listFolder, removeFile, rmdirSync } from './file-access.ts'
import { startGeneration } from './generation.ts'
import { isOwnFile } from './segment-name.ts'

/** What became of a cache's files. */
export interface RemovedStore {
  readonly removed: number
  /** Paths of files of the store that could not be removed. */
  readonly failed: readonly string[]
  /** The generation that was begun so that no build restores what is left; null when nothing is, or it failed. */
  readonly generation: number | null
}

/**
 * Removes a cache: the files of the store, of every format version, and the folders that are empty then. Other
 * files stay. Null when there is none. Builds that use the cache at the moment go on without it. Never throws.
 * @param directory the folder of the cache, as the store is opened with
 */
export function removeStore(directory: string): RemovedStore | null {
  const failed: string[] = []
  let removed = 0
  const versions = (listFolder(directory) ?? []).filter((name) => /^v\d{1,6}$/.test(name))
  for (const version of versions) {
    const folder = join(directory, version)
    for (const file of listFolder(folder) ?? []) {
      if (!isOwnFile(file)) continue
      if (removeFile(join(folder, file))) removed += 1
      else failed.push(join(folder, file))
    }
    removeFolder(folder)
  }
  if (removed === 0 && failed.length === 0) return null
  if (failed.length > 0) return { removed, failed, generation: forgetRest(directory) }
  removeFolder(directory)
  return { removed, failed, generation: null }
}

/** What can't be removed must at least not be restored any more. */
function forgetRest(directory: string): number | null {
  try {
    return startGeneration(directory)
  } catch {
    return null
  }
}

function removeFolder(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Somebody keeps other files there: theirs.
  }
}
