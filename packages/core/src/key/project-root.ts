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

/** Translates between absolute paths of this machine and names that hold in every copy of the project. */
export class ProjectRoot {
  /** Absolute, forward slashes, no trailing slash. */
  readonly directory: string
  /** A leading part of the root that every path near the project shares: a mention of it is looked at closely. */
  readonly #vicinity: string
  /** Other spellings of the root (real path, URL, backslashes, JSON); a text with one of them is bound. */
  readonly #otherSpellings: readonly string[]

  constructor(directory: string) {
    this.directory = toSlashes(path.resolve(directory)).replace(/\/$/, '')
    this.#vicinity = this.directory.split('/').slice(0, 3).join('/')
    this.#otherSpellings = otherSpellings(this.directory)
  }

  /** `src/a.ts`, `../shared/b.ts`; an absolute path on another drive stays as it is. */
  relative(file: string): RootRelativePath {
    const absolute = toSlashes(file)
    if (absolute.startsWith(`${this.directory}/`)) {
      return absolute.slice(this.directory.length + 1) as RootRelativePath
    }
    return toSlashes(path.relative(this.directory, absolute)) as RootRelativePath
  }

  /** The inverse of `relative`. */
  absolute(file: RootRelativePath): string {
    return path.resolve(this.directory, file)
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
    const offsets: number[] = []
    let at = text.indexOf(this.#vicinity)
    while (at !== -1) {
      const before = at === 0 ? '"' : text.charAt(at - 1)
      const after = text.charAt(at + directory.length) || '"'
      if (!text.startsWith(directory, at) || !ENDS_BEFORE.test(before) || !BEGINS_AFTER.test(after)) {
        return { kind: 'bound' }
      }
      offsets.push(at)
      at = text.indexOf(this.#vicinity, at + directory.length)
    }
    return offsets.length === 0
      ? { kind: 'none' }
      : { kind: 'portable', text: text.replaceAll(directory, ROOT_TOKEN), offsets }
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

function otherSpellings(directory: string): readonly string[] {
  const native = directory.replaceAll('/', path.sep)
  const spellings = new Set([native, realPath(native), pathToFileURL(native).pathname])
  for (const spelling of [directory, ...spellings]) {
    spellings.add(JSON.stringify(spelling).slice(1, -1))
  }
  // The real path of a root may lie above the root as it is spelt; such a spelling would hide in it.
  return [...spellings].filter((spelling) => spelling.length > 1 && !directory.includes(spelling))
}

function realPath(directory: string): string {
  try {
    return fs.realpathSync.native(directory)
  } catch {
    return directory
  }
}
