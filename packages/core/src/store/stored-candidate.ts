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
  readonly #used: Set<Row>
  readonly #row: Row
  #record: LoadedRecord | Unreadable | null = null
  #map: string | null | Unreadable | undefined

  /** @param used takes the row in when its code is read */
  constructor(source: RecordSource, used: Set<Row>, key: CacheKey, row: Row, recordedAt: number) {
    this.#source = source
    this.#used = used
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
    if ('kind' in record) return record
    this.#used.add(this.#row)
    return record.code
  }

  readMap(): string | null | Unreadable {
    const record = this.#load()
    if ('kind' in record) return record
    if (this.#map === undefined) this.#map = this.#source.readMap(this.#row, record)
    return this.#map
  }

  readMapBytes(): Uint8Array | null | Unreadable {
    const record = this.#load()
    if ('kind' in record) return record
    this.#used.add(this.#row)
    return this.#source.readMapBytes(this.#row, record)
  }

  #load(): LoadedRecord | Unreadable {
    this.#record ??= this.#source.read(this.#row)
    return this.#record
  }
}
