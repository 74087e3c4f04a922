import fs from 'node:fs'
import path from 'node:path'
import { type Fingerprint, fingerprintOf } from '../key/cache-key.ts'

/** What a walk through folders found. */
export type FolderListing =
  | {
      readonly kind: 'listed'
      readonly fingerprint: Fingerprint
      /** The latest change time of a listed folder, ms since 1970. */
      readonly changedAtMs: number
    }
  | { readonly kind: 'absent' }
  /** More than is worth looking at in every build. */
  | { readonly kind: 'too-large' }

/** Beyond this the walk costs more than most hooks. */
const MAX_TREE_ENTRIES = 20_000

const NONE: ReadonlySet<string> = new Set()

/** The names and types in a folder; with `isDeep`, also in all folders below it, links to folders included; without those that are overlooked. */
export function listFolder(
  folder: string,
  isDeep: boolean,
  overlooked: ReadonlySet<string> = NONE,
): FolderListing {
  const names: string[] = []
  let changedAtMs = 0
  const queue = [folder]
  // The queue grows while it is walked.
  for (const current of queue) {
    const prefix = current.slice(folder.length)
    try {
      changedAtMs = Math.max(changedAtMs, isDeep ? fs.statSync(current).ctimeMs : 0)
      for (const entry of fs.readdirSync(current, { withFileTypes: true })) {
        if (overlooked.size > 0 && overlooked.has(path.join(current, entry.name))) {
          continue
        }
        names.push(`${typeOf(entry)}${prefix}${prefix === '' ? '' : '/'}${entry.name}`)
        if (isDeep && (entry.isDirectory() || isLinkedFolder(entry, current))) {
          queue.push(path.join(current, entry.name))
        }
      }
    } catch {
      if (current === folder) {
        return { kind: 'absent' }
      }
      names.push(`x${prefix}`)
    }
    if (names.length > MAX_TREE_ENTRIES) {
      return { kind: 'too-large' }
    }
  }
  return { kind: 'listed', fingerprint: fingerprintOf(JSON.stringify(names.sort())), changedAtMs }
}

/** Where a link leads is no matter of the folder that it is in. */
function typeOf(entry: fs.Dirent): 'd' | 'l' | 'f' {
  if (entry.isDirectory()) {
    return 'd'
  }
  return entry.isSymbolicLink() ? 'l' : 'f'
}

/** A circle of links ends at the limit. */
function isLinkedFolder(entry: fs.Dirent, folder: string): boolean {
  if (!entry.isSymbolicLink()) {
    return false
  }
  return fs.statSync(path.join(folder, entry.name), { throwIfNoEntry: false })?.isDirectory() === true
}
