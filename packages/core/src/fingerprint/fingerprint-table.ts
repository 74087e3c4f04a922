import fs from 'node:fs'
import { type Fingerprint, fingerprintOf } from '../key/cache-key.ts'
import type { ProjectRoot, RootRelativePath } from '../key/project-root.ts'
import { decodeRows, isOfRow, type Row } from './file-row.ts'
import {
  type FileStat,
  isRacy,
  isSameStat,
  type PathStat,
  pathStatOf,
  readStats,
  statPath,
} from './file-stat.ts'
import { ENV_NAMES, type InputKind, type InputState, type PathKind } from './input.ts'
import { ListingTable } from './listing-table.ts'
import { PlaceTable } from './place-table.ts'
import { settingsText } from './settings-text.ts'
import type { WatchedFiles } from './watched-files.ts'

/** How a path looked when a hook that read it has just ended. */
export type Observation =
  | { readonly kind: 'stable'; readonly state: InputState }
  | { readonly kind: 'unstable' }

/**
 * How files of other builds are compared.
 * - `times`: a file with the size, times and inode under which it was hashed before is taken to be that file.
 * - `content`: each file is hashed once per build, whatever its times say (a machine that lays files anew each time).
 */
export type Comparison = 'times' | 'content'

/** Beyond this a file (a binary, a database) is told by its stat alone; a copy of it then counts as changed. */
const MAX_HASHED_BYTES = 16 * 1024 * 1024

/** Whether each new, removed or renamed name changes the times of its folder, as POSIX demands. */
const TELLS_OF_NAMES: boolean = process.platform !== 'win32'

/** A change this shortly before a read may carry an earlier stamp: kernels stamp in ticks of up to 10 ms. */
const TICK_MS = 10

/**
 * The states of files, folders and environment variables during one build: one stat per file per build, and
 * a hash only where the stat differs from the one under which the content was hashed before.
 *
 * Inside, paths are root-relative, as inputs are recorded: thousands are verified in a build.
 *
 * Invariant: a row is kept for later builds only if its stat can be trusted to tell a later change.
 */
export class FingerprintTable {
  readonly #root: ProjectRoot
  readonly #comparison: Comparison
  readonly #rows: Map<string, Row> = new Map()
  /** Rows learnt since the table was last written. */
  readonly #fresh: Map<string, Row> = new Map()
  readonly #fileStates: Map<RootRelativePath, InputState> = new Map()
  readonly #settingsStates: Map<string, InputState> = new Map()
  readonly #contentToSettings: Map<InputState, InputState> = new Map()
  readonly #listings: ListingTable
  readonly #places: PlaceTable
  /** The last value of a variable, and its fingerprint. */
  readonly #envStates: Map<string, { readonly value: string; readonly state: Fingerprint }> = new Map()
  /** When a path was last seen to exist, ms since 1970; over all builds. */
  readonly #existedAtMs: Map<string, number> = new Map()

  /** @param overlooked paths that no listing of a folder tells of, absolute */
  constructor(
    root: ProjectRoot,
    comparison: Comparison = 'times',
    overlooked: ReadonlySet<string> = new Set(),
  ) {
    this.#root = root
    this.#comparison = comparison
    this.#places = new PlaceTable(root)
    this.#listings = new ListingTable(overlooked)
  }

  /**
   * Forgets what was seen on disk, so that the next build looks again, but for files that somebody vouches for. Rows stay.
   */
  startBuild(watched?: WatchedFiles): void {
    const known = watched?.startBuild(this.#seenFiles()) ?? []
    const kept = known.map((name) => [name, this.#fileStates.get(name)] as const)
    this.#fileStates.clear()
    for (const [name, state] of kept) {
      if (state !== undefined) {
        this.#fileStates.set(name, state)
      }
    }
    this.#settingsStates.clear()
    this.#listings.startBuild()
    this.#places.startBuild()
    if (this.#comparison === 'content') {
      this.#rows.clear()
    }
  }

  /** Files that the last build has found to be there. */
  #seenFiles(): RootRelativePath[] {
    return [...this.#fileStates].filter(([, state]) => !isWord(state)).map(([name]) => name)
  }

  /** The present state of a recorded input, of any kind that this machine can tell; paths are root-relative. */
  stateOf(kind: PathKind | 'env', name: string): InputState {
    switch (kind) {
      case 'file':
        return this.#fileState(name as RootRelativePath)
      case 'settings':
        return this.settingsState(this.#root.absolute(name as RootRelativePath))
      case 'directory':
        return this.#listingState(name as RootRelativePath)
      case 'tree':
        return this.#listings.treeState(this.#root.absolute(name as RootRelativePath))
      case 'place':
        return this.#places.placeState(this.#root.absolute(name as RootRelativePath))
      case 'env':
        return this.envState(name)
    }
  }

  /**
   * The state of a path that a hook has read since `readAtMs`; looks at the disk again. A path that changed
   * since then is unstable: nobody can tell which of its contents the hook saw.
   */
  observe(kind: PathKind, path: string, readAtMs: number): Observation {
    switch (kind) {
      case 'file':
        return this.observeFile(path, readAtMs)
      case 'settings':
        return this.#observeSettings(path, readAtMs)
      case 'directory':
        return this.observeListing(path, readAtMs)
      case 'tree':
        return this.#observeTree(path, readAtMs)
      case 'place':
        return this.#observePlace(path, readAtMs)
    }
  }

  /** Content, folder or absence of a path, as first seen in this build. */
  fileState(path: string): InputState {
    return this.#fileState(this.#root.relative(path))
  }

  #fileState(name: RootRelativePath): InputState {
    let state = this.#fileStates.get(name)
    if (state === undefined) {
      const stats = readStats(this.#root.absolute(name))
      const known = this.#rows.get(name)
      // Most files are as they were, and nothing more need be known of them.
      state =
        stats !== undefined && known !== undefined && isOfRow(known, stats)
          ? known[5]
          : this.#stateOf(name, pathStatOf(stats))
      this.#fileStates.set(name, state)
    }
    return state
  }

  /** What a package.json says to those who look for settings, as first seen in this build. */
  settingsState(path: string): InputState {
    let state = this.#settingsStates.get(path)
    if (state === undefined) {
      state = readSettings(path).state
      this.#settingsStates.set(path, state)
    }
    return state
  }

  /** The names and types in a folder, as first seen in this build. */
  listingState(path: string): InputState {
    return this.#listings.listingState(path)
  }

  /** A folder whose stat is the one under which it was listed before isn't listed, nor one that isn't there. */
  #listingState(name: RootRelativePath): InputState {
    const path = this.#root.absolute(name)
    return this.#listings.stateOr(path, () => {
      const stats = readStats(path)
      if (stats === undefined) {
        return 'absent'
      }
      const known = this.#rows.get(`${name}/`)
      return known !== undefined && stats.isDirectory() && isOfRow(known, stats) ? known[5] : null
    })
  }

  envState(name: string): InputState {
    if (name === ENV_NAMES) {
      return fingerprintOf(JSON.stringify(Object.keys(process.env).sort()))
    }
    const value = process.env[name]
    if (value === undefined) {
      return 'absent'
    }
    // Nearly all results of a plugin ask for the same one.
    let known = this.#envStates.get(name)
    if (known?.value !== value) {
      known = { value, state: fingerprintOf(value) }
      this.#envStates.set(name, known)
    }
    return known.state
  }

  /** As `observe`, for a file that was read or looked at, or that isn't there. */
  observeFile(path: string, readAtMs: number): Observation {
    const name = this.#root.relative(path)
    const found = statPath(path)
    const isChanged = found.kind === 'file' && changedSince(found.stat, readAtMs)
    if (isChanged || found.kind === 'special' || this.#isGone(path, found, readAtMs)) {
      this.#fileStates.delete(name)
      return { kind: 'unstable' }
    }
    const state = this.#stateOf(name, found)
    this.#fileStates.set(name, state)
    return { kind: 'stable', state }
  }

  /** As `observe`, for a folder that was listed. */
  observeListing(path: string, readAtMs: number): Observation {
    const found = statPath(path)
    const isChanged = found.kind === 'directory' && changedSince(found.stat, readAtMs)
    if (isChanged || this.#isGone(path, found, readAtMs)) {
      this.#listings.forget(path)
      return { kind: 'unstable' }
    }
    return { kind: 'stable', state: this.#listings.renewListing(path, found) }
  }

  #observeTree(path: string, readAtMs: number): Observation {
    const found = statPath(path)
    const state = this.#isGone(path, found, readAtMs)
      ? null
      : this.#listings.renewTree(path, (timeMs) => timeMs > readAtMs - TICK_MS)
    return state === null ? { kind: 'unstable' } : { kind: 'stable', state }
  }

  #observePlace(path: string, readAtMs: number): Observation {
    const found = this.#places.look(path)
    if (found.changedAtMs > readAtMs - TICK_MS || this.#isGone(path, found, readAtMs)) {
      this.#places.forget(path)
      return { kind: 'unstable' }
    }
    this.#places.renew(path, found)
    return { kind: 'stable', state: found.state }
  }

  #observeSettings(path: string, readAtMs: number): Observation {
    const observed = this.observeFile(path, readAtMs)
    if (observed.kind === 'unstable') {
      return observed
    }
    const state = this.#settingsOf(path, observed.state)
    this.#settingsStates.set(path, state)
    return { kind: 'stable', state }
  }

  /** The settings in a file with a known content; the same content is read once. */
  #settingsOf(path: string, content: InputState): InputState {
    if (isWord(content)) {
      return 'absent'
    }
    const known = this.#contentToSettings.get(content)
    if (known !== undefined) {
      return known
    }
    const read = readSettings(path)
    // It may have changed since its content was looked at.
    if (read.content === content) {
      this.#contentToSettings.set(content, read.state)
    }
    return read.state
  }

  /** Whether a path that is absent now was there after it was read: what was read is not its absence. */
  #isGone(path: string, found: Pick<PathStat, 'kind'>, readAtMs: number): boolean {
    if (found.kind === 'absent') {
      return (this.#existedAtMs.get(path) ?? Number.NEGATIVE_INFINITY) >= readAtMs
    }
    this.#existedAtMs.set(path, Date.now())
    return false
  }

  /** The rows of the given files and folders that there are, as JSON text. Names of folders are told apart by `kind`. */
  rowsOf(inputs: Iterable<{ readonly kind: InputKind; readonly name: string }>): string {
    const rows = new Map<string, Row | undefined>()
    for (const { kind, name } of inputs) {
      if (kind === 'file') {
        rows.set(name, this.#rows.get(name))
      } else if (kind === 'directory' && TELLS_OF_NAMES) {
        rows.set(`${name}/`, this.#folderRow(name as RootRelativePath))
      }
    }
    return JSON.stringify([...rows.values()].filter((row) => row !== undefined))
  }

  #folderRow(name: RootRelativePath): Row | undefined {
    const path = this.#root.absolute(name)
    const stat = this.#comparison === 'times' ? this.#listings.stampOf(path) : null
    const state = this.listingState(path)
    return stat === null || isWord(state)
      ? undefined
      : [`${name}/`, stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino, state as Fingerprint]
  }

  /** Rows learnt since the last call as JSON text, or null if there are none. */
  takeFreshRows(): string | null {
    if (this.#fresh.size === 0) {
      return null
    }
    const rows = [...this.#fresh.values()]
    this.#fresh.clear()
    return JSON.stringify(rows)
  }

  /** Takes rows in that another build wrote. Rows of the wrong form are left out: the file is hashed then. */
  addRows(text: string): void {
    if (this.#comparison === 'content') {
      return
    }
    for (const row of decodeRows(text)) {
      this.#rows.set(row[0], row)
    }
  }

  #stateOf(name: RootRelativePath, found: PathStat): InputState {
    if (found.kind !== 'file') {
      return found.kind
    }
    const known = this.#rows.get(name)
    if (known !== undefined && isOfRow(known, found.stat)) {
      return known[5]
    }
    const isTooLarge = this.#comparison === 'times' && found.stat.size > MAX_HASHED_BYTES
    return isTooLarge ? stampOf(found.stat) : this.#hash(name, found.stat)
  }

  #hash(name: RootRelativePath, before: FileStat): InputState {
    const path = this.#root.absolute(name)
    const startedAt = Date.now()
    let content: Uint8Array
    try {
      content = fs.readFileSync(path)
    } catch {
      return 'absent'
    }
    const fingerprint = fingerprintOf(content)
    const after = statPath(path)
    const isSettled = after.kind === 'file' && isSameStat(before, after.stat) && !isRacy(before, startedAt)
    if (isSettled) {
      const row: Row = [name, before.size, before.mtimeMs, before.ctimeMs, before.ino, fingerprint]
      this.#rows.set(name, row)
      this.#fresh.set(name, row)
    } else {
      this.#rows.delete(name)
    }
    return fingerprint
  }
}

/** Whether a state is no content. */
function isWord(state: InputState): boolean {
  return state === 'absent' || state === 'directory' || state === 'special'
}

/** By ctime alone: every change moves it, and unlike mtime nobody can set it. */
function changedSince(stat: FileStat, timeMs: number): boolean {
  return stat.ctimeMs > timeMs - TICK_MS
}

function readSettings(path: string): { readonly state: InputState; readonly content: InputState } {
  // Most folders have none, and to throw costs far more than to look.
  if (readStats(path) === undefined) {
    return { state: 'absent', content: 'absent' }
  }
  try {
    const bytes = fs.readFileSync(path)
    return { state: fingerprintOf(settingsText(bytes.toString())), content: fingerprintOf(bytes) }
  } catch {
    return { state: 'absent', content: 'absent' }
  }
}

function stampOf({ size, mtimeMs, ctimeMs, ino }: FileStat): Fingerprint {
  return fingerprintOf(JSON.stringify(['large file', size, mtimeMs, ctimeMs, ino]))
}
