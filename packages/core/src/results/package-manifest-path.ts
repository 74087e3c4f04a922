import fs from 'node:fs'
import path from 'node:path'

const MARKER = `${path.sep}node_modules${path.sep}`
const isLinkedFolder: Map<string, boolean> = new Map()

/**
 * The file whose state stands for a path in an installed package: the package's manifest, since an installed
 * version doesn't change. Other paths, also those in packages that are linked from a folder somebody edits,
 * stand for themselves.
 */
export function representativePath(file: string): string {
  const at = file.lastIndexOf(MARKER)
  if (at === -1) {
    return file
  }
  const [first = '', second = ''] = file.slice(at + MARKER.length).split(path.sep)
  const name = first.startsWith('@') ? path.join(first, second) : first
  const folder = file.slice(0, at) + MARKER + name
  if (name === '' || name.startsWith('.') || file === folder || isLinked(folder)) {
    return file
  }
  return path.join(folder, 'package.json')
}

function isLinked(folder: string): boolean {
  let linked = isLinkedFolder.get(folder)
  if (linked === undefined) {
    linked = !realPath(folder).includes(MARKER)
    isLinkedFolder.set(folder, linked)
  }
  return linked
}

/** Of what doesn't exist the path itself, without the marker's loss. */
function realPath(folder: string): string {
  try {
    return fs.realpathSync.native(folder)
  } catch {
    // Not installed: a probe for it is a dependency on its absence, so it must stand for itself.
    return ''
  }
}
