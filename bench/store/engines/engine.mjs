import { loadCacache } from './cacache.mjs'
import { loadFilePerEntry } from './file-per-entry.mjs'
import { loadLmdb } from './lmdb.mjs'
import { loadRekindle } from './rekindle.mjs'

/**
 * A store of entries, in the way one would use it for this.
 *
 * @typedef {object} Engine
 * @property {(entry: import('../entries.mjs').Entry) => void | Promise<unknown>} write
 * @property {(key: string) => Value | Promise<Value>} read
 * @property {() => void | Promise<unknown>} close everything is on disk afterwards
 *
 * @typedef {{ code: string, map: string } | undefined} Value
 *
 * @typedef {object} EngineKind
 * @property {() => Promise<(folder: string) => Engine>} load loads the modules; what it returns opens a store
 * @property {boolean} isSafe damaged or cut files are noticed, and never end the process
 * @property {string} note
 */

/** @type {Readonly<Record<string, EngineKind>>} */
export const engines = {
  rekindle: { load: loadRekindle, isSafe: true, note: 'segments, checksums' },
  'file per entry': {
    load: loadFilePerEntry,
    isSafe: true,
    note: 'temporary file and rename, synchronous, CRC-32',
  },
  cacache: { load: loadCacache, isSafe: true, note: 'as it comes' },
  lmdb: {
    load: loadLmdb,
    isSafe: false,
    note: 'as it comes; flipped bytes give wrong values, a cut file ends the process',
  },
}
