import { randomUUID } from 'node:crypto'
import { fileOfId } from '../plugins-known/known-plugin.ts'

/** How often each was edited in this process, since compilers hold an edited file against what it was in module-level memory. */
const editedFiles: Map<string, number> = new Map()
const thisProcess: string = randomUUID()

/** Notes that a module's file, or a file that it was made from, was edited while a server runs. */
export function noteEdited(id: string): void {
  const file = fileOfId(id)
  editedFiles.set(file, (editedFiles.get(file) ?? 0) + 1)
}

/** Which edit of this process a module is of; null: it wasn't edited since the process began. */
export function editOf(id: string): string | null {
  const count = editedFiles.get(fileOfId(id))
  return count === undefined ? null : `edit ${count} in ${thisProcess}`
}
