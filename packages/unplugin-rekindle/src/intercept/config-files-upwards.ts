import fs from 'node:fs'
import path from 'node:path'

/** Which of the named files exist at and above a folder. */
export function configFilesUpwards(root: string, names: Iterable<string>): readonly string[] {
  const wanted = [...names]
  return foldersUpwards(root).flatMap((folder) =>
    wanted.map((name) => path.join(folder, name)).filter((file) => fs.existsSync(file)),
  )
}

/** A folder and all that it is in, the innermost first. */
export function foldersUpwards(root: string): readonly string[] {
  const folders: string[] = []
  for (let folder = path.resolve(root); ; folder = path.dirname(folder)) {
    folders.push(folder)
    if (path.dirname(folder) === folder) {
      return folders
    }
  }
}
