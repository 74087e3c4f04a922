import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A small application in a temporary folder, which is the working directory while the test runs. */
export interface Project {
  /** Absolute, without symbolic links. */
  readonly root: string
  path(file: string): string
  read(file: string): string
  /** Creates or edits a file. An edit that changes nothing is an error of the test. */
  write(file: string, text: string): void
  rename(from: string, to: string): void
  remove(file: string): void
}

/** Writes the files into a new folder; it is removed when the test has ended. */
export function createProject(files: Readonly<Record<string, string>>): Project {
  const project = createProjectFolder(files)
  const before = process.cwd()
  process.chdir(project.root)
  onTestFinished(() => {
    process.chdir(before)
    fs.rmSync(project.root, { recursive: true, force: true })
  })
  return project
}

/** Like `createProject`, without the rest: the caller enters the folder and removes it. */
export function createProjectFolder(files: Readonly<Record<string, string>>): Project {
  const project = projectIn(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-'))))
  for (const [file, text] of Object.entries(files)) {
    project.write(file, text)
  }
  return project
}

/** A folder of a project as a project of its own, which is the working directory from now on: its neighbours are nobody else's. */
export function enterFolder(project: Project, folder: string): Project {
  const inner = projectIn(project.path(folder))
  process.chdir(inner.root)
  return inner
}

function projectIn(root: string): Project {
  return {
    root,
    path: (file) => path.join(root, file),
    read: (file) => fs.readFileSync(path.join(root, file), 'utf8'),
    write(file, text) {
      const target = path.join(root, file)
      if (fs.existsSync(target) && fs.readFileSync(target, 'utf8') === text) {
        throw new Error(`the edit of ${file} changes nothing`)
      }
      fs.mkdirSync(path.dirname(target), { recursive: true })
      fs.writeFileSync(target, text)
    },
    rename(from, to) {
      fs.mkdirSync(path.dirname(path.join(root, to)), { recursive: true })
      fs.renameSync(path.join(root, from), path.join(root, to))
    },
    remove: (file) => fs.rmSync(path.join(root, file), { recursive: true }),
  }
}
