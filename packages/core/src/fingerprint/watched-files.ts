import fs from 'node:fs'
import path from 'node:path'
import type { ProjectRoot, RootRelativePath } from '../key/project-root.ts'
import { type FileStat, isRacy, isSameStat, statPath } from './file-stat.ts'

/** How long a bundler may take until it really watches a file that it has just come to know, ms. */
const BEGINNING_MS = 2000

/** `f_type` of file systems whose every change the kernel tells of: ext4, xfs, btrfs, tmpfs. Not those over a network, or layered. */
const TOLD_FILE_SYSTEMS: ReadonlySet<number> = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994])

/**
 * Which files a bundler in watch mode vouches for: it watches them, and it has told no change of them. Their states needn't
 * be looked up in each build.
 *
 * A file is vouched for only if
 * - it was watched for some time when its state was looked up, and is since,
 * - no change of it was ever told: watchers lose files that are replaced by others of the same name,
 * - its folder has neither gained nor lost a name since, so that the path leads where it led: of a folder that is moved or
 *   of a file that is replaced unseen nobody tells,
 * - it is no link, is inside the project, and lies on a local file system of Linux, where writes are told of.
 *
 * Order: `startBuild`, then `watch` at the end of the build; `noteChange` in between.
 */
export class WatchedFiles {
  readonly #root: ProjectRoot
  /** By who watches: since when, ms since 1970. */
  readonly #watcherToFiles: Map<string, ReadonlyMap<RootRelativePath, number>> = new Map()
  readonly #changed: Set<RootRelativePath> = new Set()
  readonly #links: Map<RootRelativePath, boolean> = new Map()
  /** The folders of watched files as they were when the last build has started. */
  #folders: Map<string, FileStat> = new Map()
  #startedAtMs = Number.POSITIVE_INFINITY
  /** Of the project's file system; null if it doesn't tell, undefined as long as nobody has asked. */
  #device: number | null | undefined

  constructor(root: ProjectRoot) {
    this.#root = root
  }

  /** Of the files whose states the last build has looked up, those that needn't be looked at again. */
  startBuild(seen: Iterable<RootRelativePath>): RootRelativePath[] {
    if (this.#watcherToFiles.size === 0) {
      return []
    }
    const folders = this.#lookAtFolders()
    const kept = [...seen].filter((file) => this.#isVouchedFor(file, folders))
    this.#folders = folders
    this.#startedAtMs = Date.now()
    return kept
  }

  /** From now on these files are watched by `watcher`, and no others; paths are absolute. */
  watch(watcher: string, paths: Iterable<string>): void {
    const before = this.#watcherToFiles.get(watcher)
    const now = Date.now()
    const files = new Map<RootRelativePath, number>()
    for (const file of paths) {
      const name = this.#root.relative(file)
      if (isInside(name)) {
        files.set(name, before?.get(name) ?? now)
      }
    }
    this.#watcherToFiles.set(watcher, files)
  }

  /** A change of a file was told; `file` is absolute. */
  noteChange(file: string): void {
    this.#changed.add(this.#root.relative(file))
  }

  #isVouchedFor(file: RootRelativePath, folders: ReadonlyMap<string, FileStat>): boolean {
    const folder = path.posix.dirname(file)
    const before = this.#folders.get(folder)
    const now = folders.get(folder)
    return (
      !this.#changed.has(file) &&
      this.#isWatchedLongEnough(file) &&
      before !== undefined &&
      now !== undefined &&
      isSameStat(before, now) &&
      !isRacy(before, this.#startedAtMs) &&
      !this.#isLink(file)
    )
  }

  #isWatchedLongEnough(file: RootRelativePath): boolean {
    for (const files of this.#watcherToFiles.values()) {
      const since = files.get(file)
      if (since !== undefined && since + BEGINNING_MS <= this.#startedAtMs) {
        return true
      }
    }
    return false
  }

  #lookAtFolders(): Map<string, FileStat> {
    const folders = new Map<string, FileStat>()
    const names = [...this.#watcherToFiles.values()].flatMap((files) => [...files.keys()])
    for (const folder of new Set(names.map((name) => path.posix.dirname(name)))) {
      const absolute = this.#root.absolute(folder as RootRelativePath)
      const found = statPath(absolute)
      if (found.kind === 'directory' && this.#isTold(absolute)) {
        folders.set(folder, found.stat)
      }
    }
    return folders
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

/** Bundlers watch what is installed in ways of their own. */
function isInside(name: RootRelativePath): boolean {
  return (
    !path.posix.isAbsolute(name) &&
    !/^[a-z]:/i.test(name) &&
    !/(^|\/)(\.\.|node_modules|\.git)(\/|$)/.test(name)
  )
}
