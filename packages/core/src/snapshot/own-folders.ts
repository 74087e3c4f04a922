import fs from 'node:fs'
import path from 'node:path'
import { listFolder } from '../fingerprint/folder-listing.ts'
import type { InputState } from '../fingerprint/input.ts'
import type { ProjectRoot } from '../key/project-root.ts'

/**
 * Folders that a build itself makes, with all folders between them and the project root: that they are there says nothing of what was
 * read. Making one changes the times of the folder around it, which then can't tell whether anything else has changed there; so
 * those are listed before.
 */
export class OwnFolders {
  readonly #top: string
  readonly #overlooked: Set<string> = new Set()
  /** By absolute path, the names and types that were in it before; null: it had changed by then. */
  readonly #firstNames: Map<string, readonly string[] | null> = new Map()

  constructor(root: ProjectRoot) {
    this.#top = path.resolve(root.directory)
  }

  /** Absolute paths of which no listing tells. */
  get overlooked(): ReadonlySet<string> {
    return this.#overlooked
  }

  /** Adds a folder before it is made. `sinceMs`: what was read may have been read since then. */
  add(folder: string, sinceMs: number): void {
    const places: string[] = []
    const whole = path.resolve(folder)
    const isInside = whole.startsWith(this.#top + path.sep)
    for (let place = whole; !this.#overlooked.has(place); place = path.dirname(place)) {
      places.push(place)
      if (!isInside || path.dirname(place) === this.#top) {
        break
      }
    }
    for (const place of places) {
      this.#overlooked.add(place)
    }
    for (const around of new Set(places.map((place) => path.dirname(place)))) {
      if (!this.#firstNames.has(around)) {
        const changedAtMs = fs.statSync(around, { throwIfNoEntry: false })?.ctimeMs ?? 0
        this.#firstNames.set(around, changedAtMs < sinceMs ? namesIn(around) : null)
      }
    }
  }

  /** Whether a folder is one in which these are made: then its listing before the build counts. */
  surrounds(folder: string): boolean {
    return this.#firstNames.has(folder)
  }

  /** The listing of such a folder; null when something else has changed in it since the build began. */
  stableListing(folder: string): InputState | null {
    const before = this.#firstNames.get(folder)
    const isOther = (name: string): boolean => !this.#overlooked.has(path.join(folder, name.slice(1)))
    const now = namesIn(folder).filter(isOther)
    if (before === null || before?.filter(isOther).join('/') !== now.join('/')) {
      return null
    }
    const listing = listFolder(folder, false, this.#overlooked)
    return listing.kind === 'listed' ? listing.fingerprint : 'absent'
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs
      .readdirSync(folder, { withFileTypes: true })
      .map((entry) => `${entry.isDirectory() ? 'd' : 'f'}${entry.name}`)
      .sort()
  } catch {
    return []
  }
}
