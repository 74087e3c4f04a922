import { join } from 'node:path'
import { listFolder, removeFile, rmdirSync } from './file-access.ts'
import { formatVersion } from './format-version.ts'
import { isOwnFile } from './segment-name.ts'
import type { StoreListener } from './store-event.ts'

/** Removes our files from the folders of older format versions, and the folders when nothing else is in them. */
export function purgeOlderVersions(directory: string, onEvent: StoreListener): void {
  for (const folder of listFolder(directory) ?? []) {
    const version = /^v(\d{1,6})$/.exec(folder)
    // The folder of a newer version belongs to a newer Rekindle, which may be in use on another branch.
    if (version === null || Number(version[1]) >= formatVersion) continue
    const path = join(directory, folder)
    let removed = 0
    for (const file of listFolder(path) ?? []) {
      if (isOwnFile(file) && removeFile(join(path, file))) removed += 1
    }
    if (removed === 0) continue
    onEvent({ kind: 'purged', folder, files: removed })
    try {
      rmdirSync(path)
    } catch {
      // Somebody keeps other files there: theirs.
    }
  }
}
