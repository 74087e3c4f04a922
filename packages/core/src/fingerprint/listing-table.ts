import { type FileStat, isRacy, isSameStat, type PathStat, statPath } from './file-stat.ts'
import { type FolderListing, listFolder } from './folder-listing.ts'
import type { InputState } from './input.ts'

/** What is in folders, as seen during one build: each is listed once, or once more after it was seen to change. */
export class ListingTable {
  readonly #states: Map<string, InputState> = new Map()
  readonly #overlooked: ReadonlySet<string>
  /** Stats of folders under which their listing was read in this build; none of a racy one. */
  readonly #stamps: Map<string, FileStat> = new Map()

  /** @param overlooked paths of which no listing tells, absolute */
  constructor(overlooked: ReadonlySet<string> = new Set()) {
    this.#overlooked = overlooked
  }

  startBuild(): void {
    this.#states.clear()
    this.#stamps.clear()
  }

  /** The names and types in a folder, as first seen in this build. */
  listingState(path: string): InputState {
    let state = this.#states.get(path)
    if (state === undefined) {
      const listing = listFolder(path, false, this.#overlooked)
      state = listing.kind === 'listed' ? listing.fingerprint : 'absent'
      this.#states.set(path, state)
    }
    return state
  }

  /** The same of a folder with all folders below it; `special` for one that is too large to be looked at. */
  treeState(path: string): InputState {
    const key = treeKey(path)
    let state = this.#states.get(key)
    if (state === undefined) {
      state = stateOfTree(listFolder(path, true, this.#overlooked))
      this.#states.set(key, state)
    }
    return state
  }

  /** Looks again at a folder that was listed by a hook, unless it is seen to be the same. */
  renewListing(path: string, found: PathStat): InputState {
    const stamp = found.kind === 'directory' ? found.stat : null
    const known = this.#stamps.get(path)
    if (stamp === null || known === undefined || !isSameStat(known, stamp)) {
      this.#states.delete(path)
    }
    if (stamp !== null && !isRacy(stamp, Date.now())) {
      this.#stamps.set(path, stamp)
    }
    return this.listingState(path)
  }

  /** Looks again at a tree that was listed by a hook; null when it changed since, or is too large. */
  renewTree(path: string, isChangedAt: (timeMs: number) => boolean): InputState | null {
    const key = treeKey(path)
    this.#states.delete(key)
    const listing = listFolder(path, true, this.#overlooked)
    if (listing.kind === 'too-large' || (listing.kind === 'listed' && isChangedAt(listing.changedAtMs))) {
      return null
    }
    const state = stateOfTree(listing)
    this.#states.set(key, state)
    return state
  }

  /** What somebody vouches for is taken for what is there, unless the folder was seen before in this build. */
  stateOr(path: string, lookUp: () => InputState | null): InputState {
    const state = this.#states.get(path) ?? lookUp()
    if (state === null) {
      return this.listingState(path)
    }
    this.#states.set(path, state)
    return state
  }

  /** The stat of a folder under which it is listed as it was first seen in this build; null: there is none to be trusted. */
  stampOf(path: string): FileStat | null {
    const known = this.#stamps.get(path)
    if (known !== undefined) {
      return known
    }
    const found = statPath(path)
    if (found.kind !== 'directory' || isRacy(found.stat, Date.now())) {
      return null
    }
    // Nobody has looked at the stat before it was listed.
    const listing = listFolder(path, false, this.#overlooked)
    return listing.kind === 'listed' && listing.fingerprint === this.#states.get(path) ? found.stat : null
  }

  forget(path: string): void {
    this.#states.delete(path)
  }
}

function stateOfTree(listing: FolderListing): InputState {
  switch (listing.kind) {
    case 'listed':
      return listing.fingerprint
    case 'absent':
      return 'absent'
    case 'too-large':
      return 'special'
  }
}

/** No path has a U+0000. */
function treeKey(path: string): string {
  return `${path}\u0000`
}
