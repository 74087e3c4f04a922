import fs from 'node:fs'
import path from 'node:path'
import { listFolder, removeFile } from '../store/file-access.ts'
import { diaryFiles, diaryFolder } from './diary-files.ts'
import { wholeBuildNoteFiles } from './whole-build-note.ts'

/** Removes the diary of a cache; files of others stay. Returns how many files were removed. Never throws. */
export function removeDiary(cacheDirectory: string): number {
  const folder = diaryFolder(cacheDirectory)
  const files = diaryFiles(listFolder(folder) ?? []).map(({ file }) => file)
  const removed = [...files, ...wholeBuildNoteFiles(folder)].filter((file) =>
    removeFile(path.join(folder, file)),
  )
  try {
    fs.rmdirSync(folder)
  } catch {
    // It isn't there, or somebody keeps other files in it: theirs.
  }
  return removed.length
}
