import type { CacheKey } from '../key/cache-key.ts'
import type { CandidateHandle, Unreadable } from './candidate.ts'
import type { LoadedRecord } from './memory-tier.ts'
import type { RecordSource } from './record-source.ts'
import type { Row } from './record-table.ts'

/** A candidate found in the table; what it has read, it keeps. */
export class StoredCandidate implements CandidateHandle {
  readonly key: CacheKey
  readonly recordedAt: number
  readonly #source: RecordSource
  readonly #row: Row
  #record: LoadedRecord | Unreadable | null = null
  #map: string | null | Unreadable | undefined

  constructor(source: RecordSource, key: CacheKey, row: Row, recordedAt: number) {
    this.#source = source
    this.key = key
    this.#row = row
    this.recordedAt = recordedAt
  }

  readHead(): string | Unreadable {
    const record = this.#load()
    return 'kind' in record ? record : record.head
  }

  readCode(): string | null | Unreadable {
    const record = this.#load()
    return 'kind' in record ? record : record.code
  }

  readMap(): string | null | Unreadable {
    const record = this.#load()
    if ('kind' in record) return record
    if (this.#map === undefined) this.#map = this.#source.readMap(this.#row, record)
    return this.#map
  }

  #load(): LoadedRecord | Unreadable {
    this.#record ??= this.#source.read(this.#row)
    return this.#record
  }
}
