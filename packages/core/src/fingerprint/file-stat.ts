import fs from 'node:fs'

/** What identifies the bytes of a file without reading them. Times in milliseconds, with fractions. */
export interface FileStat {
  readonly size: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  /** 0 on Windows, where it exceeds what a number holds. */
  readonly ino: number
}

export type PathStat =
  | { readonly kind: 'absent' }
  | { readonly kind: 'directory'; readonly stat: FileStat }
  | { readonly kind: 'file'; readonly stat: FileStat }
  /** A device, a pipe or a socket: reading it may never end. */
  | { readonly kind: 'special' }

/**
 * What the system says of a path; undefined: nothing that could be read is there (also ENOTDIR, EACCES, ELOOP, a NUL in the
 * path). Synchronous on purpose: promise-based stats cost three to six times the CPU.
 */
export function readStats(path: string): fs.Stats | undefined {
  try {
    return fs.statSync(path, DO_NOT_THROW)
  } catch {
    return undefined
  }
}

const DO_NOT_THROW = { throwIfNoEntry: false } as const

export function statPath(path: string): PathStat {
  return pathStatOf(readStats(path))
}

export function pathStatOf(stats: fs.Stats | undefined): PathStat {
  if (stats === undefined) {
    return { kind: 'absent' }
  }
  const ino = process.platform === 'win32' ? 0 : stats.ino
  const { size, mtimeMs, ctimeMs } = stats
  const stat = { size, mtimeMs, ctimeMs, ino }
  if (stats.isFile()) {
    return { kind: 'file', stat }
  }
  return stats.isDirectory() ? { kind: 'directory', stat } : { kind: 'special' }
}

export function isSameStat(one: FileStat, other: FileStat): boolean {
  return (
    one.size === other.size &&
    one.mtimeMs === other.mtimeMs &&
    one.ctimeMs === other.ctimeMs &&
    one.ino === other.ino
  )
}

/** Two seconds: the coarsest time stamp of the file systems in use (FAT). */
const RACY_WINDOW_MS = 2000

/**
 * Git's rule: a file that changed so shortly before it was looked at that another change could carry the
 * same time stamp can't be told from its successor by its stat. A clock that went backwards makes a file
 * racy as well.
 */
export function isRacy(stat: FileStat, lookedAtMs: number): boolean {
  return Math.max(stat.mtimeMs, stat.ctimeMs) > lookedAtMs - RACY_WINDOW_MS
}
