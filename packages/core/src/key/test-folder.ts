import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** A temporary folder of its own for each test of a file. */
export interface TestFolder {
  /** Absolute, the real path. */
  path: string
  /** The absolute path of a file in the folder. */
  at(file: string): string
  /** Writes a file, and the folders above it; returns its absolute path. */
  write(file: string, content: string | Uint8Array): string
  /** Links `file` to an existing folder or file; returns the link's absolute path. */
  link(file: string, target: string): string
}

export function useTestFolder(): TestFolder {
  const folder: TestFolder = {
    path: '',
    at: (file) => path.join(folder.path, file),
    write(file, content) {
      const target = folder.at(file)
      fs.mkdirSync(path.dirname(target), { recursive: true })
      fs.writeFileSync(target, content)
      return target
    },
    link(file, target) {
      const link = folder.at(file)
      fs.mkdirSync(path.dirname(link), { recursive: true })
      fs.symlinkSync(target, link, 'junction')
      return link
    },
  }
  beforeEach(() => {
    folder.path = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'rekindle-test-')))
  })
  afterEach(() => {
    fs.rmSync(folder.path, { recursive: true, force: true })
  })
  return folder
}
