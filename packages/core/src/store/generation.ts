import { join } from 'node:path'
import { closeSync, errorCode, listFolder, makeFolder, openSync, removeFile } from './file-access.ts'
import { versionFolderName } from './format-version.ts'
import { formatGeneration } from './segment-name.ts'

const generationFilePattern: RegExp = /^(\d{8})\.generation$/

/** How often somebody else may be quicker before raising gives up. */
const maxAttempts = 16

/** The generation that a version folder with these files is in: the highest that was begun, 0 before the first. */
export function currentGeneration(files: readonly string[]): number {
  return files.reduce((highest, file) => Math.max(highest, generationOf(file)), 0)
}

/**
 * Begins a new generation of a cache: whatever was stored before, and what running processes that have opened the
 * cache before still store, is invisible to every later opening, and removed by it. For when files can't be removed.
 *
 * The counter is a file that is named by its number. Creating it is exclusive, so two processes never begin the same
 * one, and none can leave a lock behind.
 *
 * @param directory the folder of the cache, as the store is opened with
 * @returns the new generation @throws the system's error
 */
export function startGeneration(directory: string): number {
  const folder = join(directory, versionFolderName)
  makeFolder(folder)
  for (let attempt = 1; ; attempt++) {
    const files = listFolder(folder) ?? []
    const generation = currentGeneration(files) + 1
    try {
      closeSync(openSync(join(folder, `${formatGeneration(generation)}.generation`), 'wx'))
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || attempt === maxAttempts) throw error
      continue
    }
    for (const file of files) if (generationOf(file) > 0) removeFile(join(folder, file))
    return generation
  }
}

function generationOf(file: string): number {
  return Number(generationFilePattern.exec(file)?.[1] ?? 0)
}
