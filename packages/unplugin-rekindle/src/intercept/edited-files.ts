import { fileOfId } from '../plugins-known/known-plugin.ts'

/** Of this process, since compilers hold an edited file against what it was in module-level memory. */
const editedFiles: Set<string> = new Set()

/** Notes that a module's file, or a file that it was made from, was edited while a server runs. */
export function noteEdited(id: string): void {
  editedFiles.add(fileOfId(id))
}

/** Whether the module was edited since the process began. */
export function wasEdited(id: string): boolean {
  return editedFiles.has(fileOfId(id))
}
