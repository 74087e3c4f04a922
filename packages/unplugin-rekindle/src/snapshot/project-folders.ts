import fs from 'node:fs'
import path from 'node:path'

/** More would take longer to look at than most builds. */
const MOST_FOLDERS = 5000

/** What is somebody else's business, or looked at in another way. */
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '.git'])

/** What is in a folder: all names, and those of links. */
export interface FoundFolder {
  readonly names: readonly string[]
  readonly links: readonly string[]
}

/**
 * The given folders and all below them, each with what is in it; null: there are too many. Without those that are `overlooked`, and
 * without installed packages.
 */
export function findFolders(
  tops: readonly string[],
  overlooked: ReadonlySet<string>,
): ReadonlyMap<string, FoundFolder> | null {
  const found = new Map<string, FoundFolder>()
  const queue = [...tops]
  // The queue grows while it is walked.
  for (const folder of queue) {
    if (found.has(folder)) {
      continue
    }
    const entries = entriesOf(folder)
    found.set(folder, {
      names: entries.map(({ name }) => name),
      links: entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name),
    })
    if (found.size > MOST_FOLDERS) {
      return null
    }
    for (const entry of entries) {
      const place = path.join(folder, entry.name)
      if (isFolder(entry, place) && !LEFT_OUT.has(entry.name) && !overlooked.has(place)) {
        queue.push(place)
      }
    }
  }
  return found
}

function entriesOf(folder: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** A circle of links ends at the most there may be. */
function isFolder(entry: fs.Dirent, place: string): boolean {
  return (
    entry.isDirectory() ||
    (entry.isSymbolicLink() && fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() === true)
  )
}
