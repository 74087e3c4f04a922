import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** A path below or beside the project root, with forward slashes, relative to the root. */
export type RootRelativePath = string & { readonly __brand: 'RootRelativePath' }

/** What stands for the root's absolute path in stored text. U+0000 can't occur in a path. */
export const ROOT_TOKEN = '\u0000root\u0000'

/**
 * How a text mentions the project root.
 * - `none`: not at all; it means the same in every folder.
 * - `portable`: only as a whole leading path; `text` has the token in its place.
 * - `bound`: inside a longer path, or the token itself is there; it means something in this folder only.
 */
export type RootMention =
  | { readonly kind: 'none' }
  | { readonly kind: 'portable'; readonly text: string; readonly offsets: readonly number[] }
  | { readonly kind: 'bound' }

// What may stand before and after a mention for it to be the whole root and not a part of a longer path.
const ENDS_BEFORE: RegExp = /[\s"'`(,=:;[{<>|!\u0000]/
const BEGINS_AFTER: RegExp = /[/\\\s"'`),;\]}<>?#:|\u0000]/

const IS_POSIX = path.sep === '/'
const UPWARDS: RegExp = /^(?:\.\.\/)+/
/** Isn't absolute, or has a slash or dots that say nothing. */
const UNUSUAL: RegExp = /^[^/]|\/\/|\/\.{1,2}(?:\/|$)|.\/$/
/** Begins with the name of a file or a folder. */
const NAMED: RegExp = /^(?:[^./]|\.[^./]|\.\.[^/])/

/** Translates between absolute paths of this machine and names that hold in every copy of the project. */
export class ProjectRoot {
  /** Absolute, forward slashes, no trailing slash. */
  readonly directory: string
  /** What every path in the project begins with: the directory and a slash. */
  readonly #prefix: string
  /** What every path near the project begins with. */
  readonly #vicinity: string
  /** The same by the real path, or as Windows writes it; null where that makes no difference. */
  readonly #otherVicinity: RegExp | null
  /** `../../` -> the folder there, without a slash at its end. */
  readonly #foldersAbove: Map<string, string> = new Map()
  /** Other spellings of the root (real path, URL, backslashes, JSON); a text with one of them is bound. */
  readonly #otherSpellings: readonly string[]
  /** Such spellings that are a part of the root's own: looked for in what is left of a text without the root. */
  readonly #hiddenSpellings: readonly string[]

  constructor(directory: string) {
    this.directory = toSlashes(path.resolve(directory)).replace(/\/$/, '')
    this.#prefix = `${this.directory}/`
    const spellings = otherSpellings(this.directory)
    this.#otherSpellings = spellings.filter((spelling) => !this.directory.includes(spelling))
    this.#hiddenSpellings = spellings.filter((spelling) => this.directory.includes(spelling))
    this.#vicinity = vicinityOf(this.directory)
    this.#otherVicinity = otherVicinity(this.directory, this.#vicinity)
  }

  /** `src/a.ts`, `../shared/b.ts`; an absolute path on another drive stays as it is. */
  relative(file: string): RootRelativePath {
    const absolute = toSlashes(file)
    if (absolute.startsWith(this.#prefix)) {
      return absolute.slice(this.#prefix.length) as RootRelativePath
    }
    return (this.#besideRoot(absolute) ??
      toSlashes(path.relative(this.directory, absolute))) as RootRelativePath
  }

  /** The same as `path.relative` for what is beside the root or the folders around it, and written in the shortest way; null for all else. */
  #besideRoot(absolute: string): string | null {
    if (!IS_POSIX || UNUSUAL.test(absolute) || this.#prefix.startsWith(`${absolute}/`)) {
      return null
    }
    let up = '../'
    for (let end = this.directory.lastIndexOf('/'); end > 0; end = this.directory.lastIndexOf('/', end - 1)) {
      if (absolute.startsWith(this.directory.slice(0, end + 1))) {
        return up + absolute.slice(end + 1)
      }
      up += '../'
    }
    return absolute.length > 1 ? up + absolute.slice(1) : null
  }

  /** The inverse of `relative`. */
  absolute(file: RootRelativePath): string {
    if (IS_POSIX) {
      const up = file.startsWith('../') ? (UPWARDS.exec(file)?.[0] ?? '') : ''
      const folder = up === '' ? this.directory : this.#folderAbove(up)
      if (NAMED.test(up === '' ? file : file.slice(up.length))) {
        return `${folder}/${file.slice(up.length)}`
      }
    }
    // With the slash, since an empty directory would mean the working directory.
    return path.resolve(`${this.directory}/`, file)
  }

  /** Where so many `../` lead to, without a slash at its end: thousands of names begin alike. */
  #folderAbove(up: string): string {
    let folder = this.#foldersAbove.get(up)
    if (folder === undefined) {
      folder = path.resolve(`${this.directory}/`, up).replace(/\/$/, '')
      this.#foldersAbove.set(up, folder)
    }
    return folder
  }

  /** Looks for the root's path in a text and, where that is sound, replaces it by the token. */
  mentions(text: string): RootMention {
    // In the root folder of a drive every path is below the root: nothing is portable there.
    if (
      this.directory === '' ||
      text.includes(ROOT_TOKEN) ||
      this.#otherSpellings.some((spelling) => text.includes(spelling))
    ) {
      return { kind: 'bound' }
    }
    const { directory } = this
    const offsets = this.#offsetsIn(text)
    if (offsets === null || this.#isNearElsewhere(text)) {
      return { kind: 'bound' }
    }
    return offsets.length === 0
      ? { kind: 'none' }
      : { kind: 'portable', text: text.replaceAll(directory, ROOT_TOKEN), offsets }
  }

  /** Where the root stands as a whole leading path; null when a text has it, or a path beside it, otherwise. */
  #offsetsIn(text: string): number[] | null {
    const { directory } = this
    const vicinity = this.#vicinity
    const offsets: number[] = []
    for (let at = text.indexOf(vicinity); at !== -1; ) {
      const before = at === 0 ? '"' : text.charAt(at - 1)
      const after = text.charAt(at + directory.length) || '"'
      const isRoot = text.startsWith(directory, at)
      if (isRoot && ENDS_BEFORE.test(before) && BEGINS_AFTER.test(after)) {
        offsets.push(at)
      } else if (isRoot || isAbsoluteMention(text, at, vicinity)) {
        return null
      }
      at = text.indexOf(vicinity, at + (isRoot ? directory.length : vicinity.length))
    }
    return offsets
  }

  /** Whether a text names the root, or a path beside it, in a spelling that the search for the root passes over. */
  #isNearElsewhere(text: string): boolean {
    if (this.#otherVicinity === null && this.#hiddenSpellings.length === 0) {
      return false
    }
    const rest = text.replaceAll(this.directory, ROOT_TOKEN)
    const isHidden = this.#hiddenSpellings.some((spelling) => rest.includes(spelling))
    return isHidden || this.#otherVicinity?.test(rest) === true
  }

  /** Puts this machine's root where the token stands. */
  restore(text: string): string {
    return text.replaceAll(ROOT_TOKEN, this.directory)
  }

  /**
   * The form in which a text enters a key: with the token for the root, or, where that isn't sound, with the
   * root beside it, so that it is never shared with another folder.
   */
  keyForm(text: string): string {
    const mention = this.mentions(text)
    switch (mention.kind) {
      case 'none':
        return text
      case 'portable':
        return mention.text
      case 'bound':
        return `\u0000bound\u0000${this.directory.length}:${this.directory}${text}`
    }
  }
}

/** Backslashes of a Windows path as forward slashes; elsewhere a backslash is a character like any other. */
export function toSlashes(file: string): string {
  return path.sep === '\\' ? file.replaceAll('\\', '/') : file
}

/**
 * The folder that paths near the project have in common: the topmost one of the root. A root directly below the
 * top has only itself: what is beside it belongs to the system and is named alike on every machine.
 */
function vicinityOf(directory: string): string {
  const [top = '', first = ''] = directory.split('/')
  return `${top}/${first}`
}

function otherVicinity(directory: string, vicinity: string): RegExp | null {
  const real = vicinityOf(toSlashes(realPath(directory)))
  const backslashed = path.sep === '\\' ? [vicinity, real].map((known) => known.replaceAll('/', '\\')) : []
  const others = [real, ...backslashed].filter((other) => other !== vicinity)
  // A backslash stands doubled in code and JSON.
  const patterns = others.map((other) =>
    other.replace(/[\\.*+?^${}()|[\]]/g, (sign) => (sign === '\\' ? '\\\\{1,2}' : `\\${sign}`)),
  )
  return patterns.length === 0 ? null : new RegExp(`(?<!\\.)(?:${patterns.join('|')})(?![\\w.-])`)
}

/** `./home` and `/homes` are no paths below `/home`. */
function isAbsoluteMention(text: string, at: number, vicinity: string): boolean {
  return text.charAt(at - 1) !== '.' && !/[\w.-]/.test(text.charAt(at + vicinity.length))
}

function otherSpellings(directory: string): readonly string[] {
  const native = directory.replaceAll('/', path.sep)
  const spellings = new Set([native, realPath(native), pathToFileURL(native).pathname])
  for (const spelling of [directory, ...spellings]) {
    spellings.add(JSON.stringify(spelling).slice(1, -1))
  }
  spellings.delete(directory)
  return [...spellings].filter((spelling) => spelling.length > 1)
}

function realPath(directory: string): string {
  try {
    return fs.realpathSync.native(directory)
  } catch {
    return directory
  }
}
