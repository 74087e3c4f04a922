import fs from 'node:fs'
import path from 'node:path'
import type { ProjectRoot, RootRelativePath } from '../key/project-root.ts'
import { type FileStat, isSameStat, statPath } from './file-stat.ts'

/** How long a bundler may take until it really watches a file that it has just come to know, ms. */
const BEGINNING_MS = 2000

/** `f_type` of file systems whose every change the kernel tells of: ext4, xfs, btrfs, tmpfs. Not those over a network, or layered. */
const TOLD_FILE_SYSTEMS: ReadonlySet<number> = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994])

/** Their time stamps are those of the kernel's last tick: a later change may carry the same one for so long, ms. */
const TICK_MS = 20

/** Since when a file is watched, ms since 1970, and how its folder was just before; null: nobody can tell. */
interface Watch {
  readonly sinceMs: number
  readonly folder: FileStat | null
}

/**
 * Which files a bundler in watch mode vouches for: it watches them, and it has told no change of them. Their states needn't
 * be looked up in each build.
 *
 * A file is vouched for only if
 * - it was watched for some time when its state was looked up, and in every build since,
 * - no change of it was ever told: watchers lose files that are replaced by others of the same name,
 * - its folder has neither gained nor lost a name since before it was watched: what is watched is a file, and another one may
 *   take its path, or another folder that of its folder, without a word,
 * - it is no link, is inside the project, and lies on a local file system of Linux, where writes are told of.
 *
 * Order: `startBuild`, then `watch` at the end of the build; `noteChange` in between.
 */
export class WatchedFiles {
  readonly #root: ProjectRoot
  /** By who watches. */
  readonly #watcherToFiles: Map<string, ReadonlyMap<RootRelativePath, Watch>> = new Map()
  /** Files that are never vouched for again. */
  readonly #lost: Set<RootRelativePath> = new Set()
  readonly #links: Map<RootRelativePath, boolean> = new Map()
  /** When the last build has started, ms since 1970. */
  #startedAtMs = 0
  /** Of the project's file system; null if it doesn't tell, undefined as long as nobody has asked. */
  #device: number | null | undefined

  constructor(root: ProjectRoot) {
    this.#root = root
  }

  /** Of the files whose states the last build has looked up, those that needn't be looked at again. */
  startBuild(seen: Iterable<RootRelativePath>): RootRelativePath[] {
    const lastStartedAtMs = this.#startedAtMs
    this.#startedAtMs = Date.now()
    if (this.#watcherToFiles.size === 0) {
      return []
    }
    const folders = this.#folders()
    return [...seen].filter(
      (file) =>
        !this.#lost.has(file) &&
        [...this.#watcherToFiles.values()].some((files) => {
          const watch = files.get(file)
          const isOldEnough = watch !== undefined && watch.sinceMs + BEGINNING_MS <= lastStartedAtMs
          return isOldEnough && isAsBefore(watch, folders(path.posix.dirname(file)))
        }) &&
        !this.#isLink(file),
    )
  }

  /**
   * From now on these files are watched by `watcher`, and no others; paths are absolute. Those that it doesn't watch yet it
   * begins to watch after this.
   */
  watch(watcher: string, paths: Iterable<string>): void {
    const before = this.#watcherToFiles.get(watcher)
    const folders = this.#folders()
    const sinceMs = Date.now()
    const files = new Map<RootRelativePath, Watch>()
    for (const file of paths) {
      const name = this.#root.relative(file)
      if (isInside(name)) {
        const known = before?.get(name)
        const isKnown = known !== undefined && known.folder !== null
        files.set(
          name,
          isKnown ? known : { sinceMs, folder: settled(folders(path.posix.dirname(name)), sinceMs) },
        )
      }
    }
    for (const name of before?.keys() ?? []) {
      // Who watches it again may go on with what it watched before.
      if (!files.has(name)) {
        this.#lost.add(name)
      }
    }
    this.#watcherToFiles.set(watcher, files)
  }

  /** A change of a file was told; `file` is absolute. */
  noteChange(file: string): void {
    this.#lost.add(this.#root.relative(file))
  }

  /** Looks at folders, at each one once; null: it isn't there, or lies where changes aren't told. */
  #folders(): (folder: string) => FileStat | null {
    const folders = new Map<string, FileStat | null>()
    return (folder) => {
      let stat = folders.get(folder)
      if (stat === undefined) {
        const absolute = this.#root.absolute(folder as RootRelativePath)
        const found = statPath(absolute)
        stat = found.kind === 'directory' && this.#isTold(absolute) ? found.stat : null
        folders.set(folder, stat)
      }
      return stat
    }
  }

  /** Whether the folder lies on the project's own file system, and that is one of those that tell. */
  #isTold(folder: string): boolean {
    try {
      if (this.#device === undefined) {
        this.#device = this.#deviceOfRoot()
      }
      return this.#device !== null && fs.statSync(folder).dev === this.#device
    } catch {
      return false
    }
  }

  #deviceOfRoot(): number | null {
    const { directory } = this.#root
    const tells = process.platform === 'linux' && TOLD_FILE_SYSTEMS.has(fs.statfsSync(directory).type)
    return tells ? fs.statSync(directory).dev : null
  }

  #isLink(file: RootRelativePath): boolean {
    let isLink = this.#links.get(file)
    if (isLink === undefined) {
      try {
        isLink = !fs.lstatSync(this.#root.absolute(file)).isFile()
      } catch {
        return true
      }
      this.#links.set(file, isLink)
    }
    return isLink
  }
}

/** Of a folder that has just changed nobody can tell a change that follows. */
function settled(folder: FileStat | null, lookedAtMs: number): FileStat | null {
  return folder !== null && Math.max(folder.mtimeMs, folder.ctimeMs) < lookedAtMs - TICK_MS ? folder : null
}

/** Whether the folder is the one that it was, with the names that it had. */
function isAsBefore({ folder }: Watch, now: FileStat | null): boolean {
  return folder !== null && now !== null && isSameStat(folder, now)
}

/** Bundlers watch what is installed in ways of their own. */
function isInside(name: RootRelativePath): boolean {
  return (
    !path.posix.isAbsolute(name) &&
    !/^[a-z]:/i.test(name) &&
    !/(^|\/)(\.\.|node_modules|\.git)(\/|$)/.test(name)
  )
}
