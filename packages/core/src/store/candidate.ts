import type { CacheKey } from '../key/cache-key.ts'
import type { DamagedPart } from './store-event.ts'

/** One recorded result under a key. A key has several when its inputs had several states. */
export interface CandidateRecord {
  readonly key: CacheKey
  /** JSON text: inputs, shape of the result, journal. The store never parses it. */
  readonly head: string
  /** The code of the result, kept exactly, also lone surrogates. `null` and `''` differ. */
  readonly code: string | null
  /** JSON text of the source map, or `null`. */
  readonly map: string | null
}

/** Why a section could not be read. Either is a miss; `corrupt` was announced by one event. */
export type Unreadable =
  | { readonly kind: 'missing'; readonly reason: 'dropped' | 'not-kept' | 'closed' | 'not-bytes' }
  | { readonly kind: 'corrupt'; readonly part: DamagedPart; readonly reason: string }

/**
 * A candidate whose sections are read when asked for, synchronously. Never throws.
 *
 * Head and code are read and checked together, so `readHead` already reports a damaged code.
 * A handle keeps what it has read: let go of it when its module is done.
 */
export interface CandidateHandle {
  readonly key: CacheKey
  /** When the candidate was appended, ms since 1970, made monotonic over the store. */
  readonly recordedAt: number
  readHead(): string | Unreadable
  /** Counts as a use of the candidate; looking at its head alone does not. */
  readCode(): string | null | Unreadable
  readMap(): string | null | Unreadable
  /** The same as bytes that belong to the caller, for a map of one character for each byte; any other is `not-bytes`. */
  readMapBytes(): Uint8Array | null | Unreadable
}

/** Tells a section's text, which may be `null`, from the reason why there is none. */
export function isUnreadable(section: string | Uint8Array | null | Unreadable): section is Unreadable {
  return typeof section === 'object' && section !== null && !(section instanceof Uint8Array)
}
