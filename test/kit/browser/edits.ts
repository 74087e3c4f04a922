import fs from 'node:fs'
import type { Project } from '../in-process/project.ts'

/** Replaces a text in a file; it must be there. */
export function replaceIn(file: string, from: string, to: string): (project: Project) => void {
  return (project) => project.write(file, project.read(file).replace(from, to))
}

/** Gives files a new time of change and leaves them as they are. */
export function touch(...files: readonly string[]): (project: Project) => void {
  return (project) => {
    const now = new Date()
    for (const file of files) {
      fs.utimesSync(project.path(file), now, now)
    }
  }
}
