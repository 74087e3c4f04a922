import fs from 'node:fs'
import path from 'node:path'

/** Finds installed packages as Node does, for many that are asked for at once. */
export class PackageFinder {
  /** Folders that were asked for packages; most packages have none of their own. */
  readonly #folderToHasModules: Map<string, boolean> = new Map()

  /** The real folder of a package as seen from a folder, or null. */
  find(name: string, from: string): string | null {
    for (let folder = from; ; folder = path.dirname(folder)) {
      // As in Node, no such folder lies right in another.
      if (path.basename(folder) !== 'node_modules' && this.#hasModules(folder)) {
        const candidate = `${folder}${path.sep}node_modules${path.sep}${name}`
        if (isThere(`${candidate}${path.sep}package.json`)) {
          return fs.realpathSync.native(candidate)
        }
      }
      if (path.dirname(folder) === folder) {
        return null
      }
    }
  }

  #hasModules(folder: string): boolean {
    let has = this.#folderToHasModules.get(folder)
    if (has === undefined) {
      has = isThere(`${folder}${path.sep}node_modules`)
      this.#folderToHasModules.set(folder, has)
    }
    return has
  }
}

function isThere(file: string): boolean {
  try {
    return fs.statSync(file, { throwIfNoEntry: false }) !== undefined
  } catch {
    // It is where nobody may look.
    return false
  }
}
