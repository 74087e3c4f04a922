import fs from 'node:fs'
import path from 'node:path'
import { fingerprintOf } from '../key/cache-key.ts'
import type { ProjectRoot } from '../key/project-root.ts'
import type { InputState } from './input.ts'

/** What is at a path, whatever its content. */
export interface Place {
  readonly kind: 'absent' | 'file' | 'directory' | 'special'
  readonly state: InputState
  /** When it came to be what it is, at the latest; ms since 1970. */
  readonly changedAtMs: number
}

const ABSENT: Place = { kind: 'absent', state: 'absent', changedAtMs: 0 }

/** What is at paths that were only looked at: a file, a folder or nothing, and where links lead. */
export class PlaceTable {
  readonly #root: ProjectRoot
  readonly #states: Map<string, InputState> = new Map()
  /** Real paths of folders. */
  readonly #realFolders: Map<string, string> = new Map()
  /** Most places are what they seem to be, of the same few kinds. */
  readonly #plainStates: Map<Place['kind'], InputState> = new Map()

  constructor(root: ProjectRoot) {
    this.#root = root
  }

  startBuild(): void {
    this.#states.clear()
    this.#realFolders.clear()
  }

  /** What is at a path, as first seen in this build. */
  placeState(place: string): InputState {
    let state = this.#states.get(place)
    if (state === undefined) {
      ;({ state } = this.look(place))
      this.#states.set(place, state)
    }
    return state
  }

  /** Looks at a path anew. */
  look(place: string): Place {
    try {
      const own = fs.lstatSync(place, { throwIfNoEntry: false })
      const target = own?.isSymbolicLink() === true ? fs.statSync(place, { throwIfNoEntry: false }) : own
      if (own === undefined || target === undefined) {
        return ABSENT
      }
      const kind = kindOf(target)
      const real = own.isSymbolicLink() ? fs.realpathSync.native(place) : this.#realPath(place)
      return {
        kind,
        state: real === place ? this.#plainState(kind) : stateOf(kind, this.#root.relative(real)),
        // What is put into a folder changes it, but not what it is.
        changedAtMs: Math.max(own.isDirectory() ? own.birthtimeMs : own.ctimeMs, target.birthtimeMs),
      }
    } catch {
      return ABSENT
    }
  }

  /** Takes what is found as what is there. */
  renew(place: string, { state }: Place): void {
    this.#states.set(place, state)
  }

  forget(place: string): void {
    this.#states.delete(place)
  }

  #plainState(kind: Place['kind']): InputState {
    let state = this.#plainStates.get(kind)
    if (state === undefined) {
      state = stateOf(kind, '')
      this.#plainStates.set(kind, state)
    }
    return state
  }

  #realPath(place: string): string {
    const folder = path.dirname(place)
    const real = WALKS_UP ? this.#realFolder(folder) : this.#realFolderAtOnce(folder)
    return real === folder ? place : path.join(real, path.basename(place))
  }

  /** A folder that is no link is where the one around it is: thousands of places have the same few folders around them. */
  #realFolder(folder: string): string {
    const known = this.#realFolders.get(folder)
    if (known !== undefined) {
      return known
    }
    const slash = folder.lastIndexOf('/')
    const isPlain = slash > 0 && fs.lstatSync(folder).isDirectory()
    const around = isPlain ? folder.slice(0, slash) : ''
    const realAround = isPlain ? this.#realFolder(around) : ''
    let real = folder
    if (!isPlain) {
      real = fs.realpathSync.native(folder)
    } else if (realAround !== around) {
      real = `${realAround}${folder.slice(slash)}`
    }
    this.#realFolders.set(folder, real)
    return real
  }

  #realFolderAtOnce(folder: string): string {
    let real = this.#realFolders.get(folder)
    if (real === undefined) {
      real = fs.realpathSync.native(folder)
      this.#realFolders.set(folder, real)
    }
    return real
  }
}

/** Whether a path is spelled in one way only, so that it need not be followed as a whole. */
const WALKS_UP: boolean = process.platform === 'linux'

function stateOf(kind: Place['kind'], leadsTo: string): InputState {
  return fingerprintOf(JSON.stringify([kind, leadsTo]))
}

function kindOf(stats: fs.Stats): Place['kind'] {
  if (stats.isFile()) {
    return 'file'
  }
  return stats.isDirectory() ? 'directory' : 'special'
}
