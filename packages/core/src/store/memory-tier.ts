import { LRUCache } from 'lru-cache'
import type { Row } from './record-table.ts'

/** A record whose text is in memory; `map` is `undefined` until somebody asked for it. */
export interface LoadedRecord {
  readonly head: string
  readonly code: string | null
  readonly map: string | null | undefined
}

export interface MemoryLimits {
  /** Upper bound of the texts held, counted as one byte a character. 0 turns the tier off. */
  readonly maxBytes: number
  /** Upper bound of the records held. 0 turns the tier off. */
  readonly maxEntries: number
}

/** The list is laid out in advance for as many entries as it may get. */
const mostEntries = 1_000_000

/** What a record costs besides its texts: the entry of the list, the object, three string headers. */
const bytesPerRecord = 200

/** Records that this process has written or read, the least recently used go first. */
export class MemoryTier {
  readonly #records: LRUCache<Row, LoadedRecord> | null

  constructor(limits: MemoryLimits) {
    const max = Math.min(Math.floor(limits.maxEntries), mostEntries)
    const maxSize = Math.min(Math.floor(limits.maxBytes), Number.MAX_SAFE_INTEGER)
    this.#records =
      max > 0 && maxSize > 0 ? new LRUCache({ max, maxSize, sizeCalculation: approximateBytes }) : null
  }

  get(row: Row): LoadedRecord | undefined {
    return this.#records?.get(row)
  }

  /** Keeps the record, unless it alone exceeds the tier. */
  set(row: Row, record: LoadedRecord): void {
    this.#records?.set(row, record)
  }

  delete(row: Row): void {
    this.#records?.delete(row)
  }

  clear(): void {
    this.#records?.clear()
  }
}

export function approximateBytes(record: LoadedRecord): number {
  return bytesPerRecord + record.head.length + (record.code?.length ?? 0) + (record.map?.length ?? 0)
}
