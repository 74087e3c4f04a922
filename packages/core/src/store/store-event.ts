/** Which bytes were found damaged; `index`, `usage`, `segment-header` and `diary` cost no entry. */
export type DamagedPart =
  | 'segment-header'
  | 'index'
  | 'usage'
  | 'record-header'
  | 'head'
  | 'code'
  | 'map'
  | 'table'
  | 'diary'

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
  | {
      /** The flush took longer than it may; what waited lives in the memory tier only. Later flushes try again. */
      readonly kind: 'flush-abandoned'
      readonly lost: number
      readonly milliseconds: number
    }
  | {
      /** The record of what this session used could not be written: evictions will know less. */
      readonly kind: 'usage-lost'
      readonly code: string
    }
  /** Applying the limits has stopped because of a defect; the files are whole. */
  | { readonly kind: 'upkeep-failed'; readonly message: string }
  | {
      readonly kind: 'evicted'
      /** Stored results that went; `null` when their segments were removed unread. */
      readonly entries: number | null
      /** Segments that were removed; those of which a part stays were written anew before. */
      readonly segments: readonly string[]
      readonly bytes: number
    }
  | {
      readonly kind: 'compacted'
      readonly segments: readonly string[]
      readonly records: number
      readonly bytes: number
    }
  /** Files of an older format or generation, and leftovers of killed processes, were removed. */
  | { readonly kind: 'purged'; readonly folder: string; readonly files: number }
  | {
      /** Sent once per tier: it isn't asked any more in this session. */
      readonly kind: 'tier-failed'
      readonly tier: string
      readonly during: 'read' | 'write'
      readonly message: string
      /** Records that were on their way to it. */
      readonly lost: number
    }

export type StoreListener = (event: StoreEvent) => void
