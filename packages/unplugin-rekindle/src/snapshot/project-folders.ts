import fs from 'node:fs'
import path from 'node:path'

/** More would take longer to look at than most builds. */
const MOST_FOLDERS = 5000

/** What is somebody else's business, or looked at in another way. */
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '.git'])

/**
 * The given folders and all below them, each with the names in it; null: there are too many. Without those that are `overlooked`, and
 * without installed packages.
 */
export function findFolders(
  tops: readonly string[],
  overlooked: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> | null {
  const found = new Map<string, readonly string[]>()
  const queue = [...tops]
  // The queue grows while it is walked.
  for (const folder of queue) {
    if (found.has(folder)) {
      continue
    }
    const entries = entriesOf(folder)
    found.set(
      folder,
      entries.map(({ name }) => name),
    )
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
