import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { CacheKey } from '../key/cache-key.ts'
import { versionFolderName } from './format-version.ts'
import { openStore } from './open-store.ts'
import type { Store, StoreOptions } from './store.ts'
import type { StoreEvent } from './store-event.ts'

/** A temporary cache folder for the test that runs, and the events of the stores that it opens there. */
export interface StoreTestRoom {
  /** Exists; holds nothing but the cache. */
  parent: string
  /** The cache's folder; does not exist yet. */
  directory: string
  events: StoreEvent[]
  open(options?: Partial<StoreOptions>): Store
  /** Paths of the files in the version folder with this extension, sorted. */
  files(extension: 'pack' | 'index' | 'usage' | 'tmp'): string[]
  /** Events without the ones that say that all is well. */
  troubles(): StoreEvent[]
}

/** Gives each test of the file a room of its own, and closes its stores. */
export function useStoreTestRoom(): StoreTestRoom {
  const stores: Store[] = []
  const room: StoreTestRoom = {
    parent: '',
    directory: '',
    events: [],
    open(options = {}) {
      const store = openStore({
        directory: room.directory,
        onEvent: (event) => room.events.push(event),
        ...options,
      })
      stores.push(store)
      return store
    },
    files(extension) {
      const folder = join(room.directory, versionFolderName)
      return readdirSync(folder)
        .filter((file) => file.endsWith(`.${extension}`))
        .sort()
        .map((file) => join(folder, file))
    },
    troubles: () => room.events.filter((event) => event.kind !== 'segment-opened'),
  }
  beforeEach(() => {
    room.parent = mkdtempSync(join(tmpdir(), 'rekindle-store-'))
    room.directory = join(room.parent, 'cache')
    room.events = []
  })
  afterEach(() => {
    for (const store of stores.splice(0)) store.close()
    rmSync(room.parent, { recursive: true, force: true })
  })
  return room
}

export function keyOf(number: number): CacheKey {
  return number.toString(16).padStart(8, '0').padEnd(32, '7') as CacheKey
}

/** All sections of all candidates of a key, newest first. */
export function readCandidates(store: Store, key: CacheKey): unknown[] {
  return store.candidates(key).map((handle) => [handle.readHead(), handle.readCode(), handle.readMap()])
}

export function onlyFile(paths: readonly string[]): { path: string; bytes: Buffer } {
  if (paths.length !== 1) throw new Error(`Expected one file, found ${paths.length}`)
  const path = paths[0] as string
  return { path, bytes: readFileSync(path) }
}

/** Options that make every read go to the disk. */
export const withoutMemory: Partial<StoreOptions> = { memory: { maxBytes: 0, maxEntries: 0 } }
