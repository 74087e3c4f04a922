/** Which bytes were found damaged; `index` and `segment-header` cost no entry, a record is only read more slowly. */
export type DamagedPart = 'segment-header' | 'index' | 'record-header' | 'head' | 'code' | 'map' | 'table'

/** What the store tells its listener. Names of segments are file names without folder; sizes are bytes. */
export type StoreEvent =
  | {
      readonly kind: 'segment-opened'
      readonly segment: string
      readonly records: number
      readonly bytes: number
      /** Where the list of its records came from: the index file, a scan, or an index completed by a scan. */
      readonly source: 'index' | 'scan' | 'index-and-scan'
    }
  | {
      /** A segment of ours that can't be read at all: another format version, no permission, no free descriptor. */
      readonly kind: 'segment-skipped'
      readonly segment: string
      readonly reason: 'foreign-version' | 'unreadable'
      readonly code: string | null
    }
  | {
      readonly kind: 'corrupt'
      readonly segment: string
      readonly part: DamagedPart
      /** Byte offset in the file, of the record for parts of a record. */
      readonly offset: number
      readonly reason: string
    }
  | {
      /** Sent once: this process writes no more. What it appended afterwards lives in the memory tier only. */
      readonly kind: 'write-failed'
      readonly code: string
      readonly message: string
      /** Records that were queued and did not reach the disk. */
      readonly lost: number
    }
  | { readonly kind: 'record-too-large'; readonly bytes: number }
  | { readonly kind: 'evicted'; readonly segments: readonly string[]; readonly bytes: number }
  | {
      readonly kind: 'compacted'
      readonly segments: readonly string[]
      readonly records: number
      readonly bytes: number
    }
  | { readonly kind: 'purged'; readonly folder: string; readonly files: number }

export type StoreListener = (event: StoreEvent) => void
