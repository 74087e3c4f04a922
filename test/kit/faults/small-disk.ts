import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Why no file system can be mounted here; null when one can. Root may where mounting isn't forbidden altogether. */
export function whyNoMount(): string | null {
  if (process.platform !== 'linux') return 'mounting needs Linux'
  try {
    new SmallDisk(100).dispose()
    return null
  } catch (error) {
    return `mounting is not allowed: ${(error as Error).message.trim()}`
  }
}

/** A file system in memory of a fixed size, which can be filled and be made read-only. */
export class SmallDisk {
  readonly folder: string

  constructor(kilobytes: number) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rekindle-disk-'))
    try {
      run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', this.folder)
    } catch (error) {
      fs.rmdirSync(this.folder)
      throw error
    }
  }

  makeReadOnly(): void {
    run('mount', '-o', 'remount,ro', this.folder)
  }

  dispose(): void {
    // Lazily: a process that has just ended may still be in the books.
    run('umount', '-l', this.folder)
    fs.rmdirSync(this.folder)
  }
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(error?.message ?? stderr)
}
