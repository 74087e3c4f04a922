import type { RecordedInput } from '../fingerprint/input.ts'
import type { CacheKey } from '../key/cache-key.ts'
import type { HookQuestion } from '../key/hook-question.ts'
import type { MissReason, UncacheableReason } from './event.ts'
import type { ContextState } from './input-verifier.ts'
import type { TimedInput } from './plugin-memory.ts'
import type { ToolchainChanges } from './question-book.ts'

/** The answer to a question. `code` and `map` are as stored; `payload` is what the storer gave. */
export type Answer =
  | {
      readonly kind: 'hit'
      /** Inputs of this one result, as they were verified. */
      readonly inputs: readonly RecordedInput[]
      /** Name of the ledger that it shares with others, if any. */
      readonly ledger: string | null
      readonly payload: string
      readonly code: string | null
      readonly map: string | null
    }
  | { readonly kind: 'miss'; readonly reason: MissReason }
  /** The state of this input of the bundler must be asked for; ask again when it is known. */
  | { readonly kind: 'pending'; readonly input: string }

/** A question with its address, and what is needed to answer it. */
export interface Query {
  readonly question: HookQuestion
  readonly key: CacheKey
  readonly contextState: ContextState
  readonly toolchainChanges: ToolchainChanges
}

/** A result to keep. */
export interface NewEntry {
  readonly question: HookQuestion
  readonly key: CacheKey
  /** Plugins that share memory with each other belong to one family. */
  readonly family: string
  /** What this one result depends on. */
  readonly inputs: readonly TimedInput[]
  /** Inputs whose state the caller knows, of kind `context`. */
  readonly contextInputs: readonly RecordedInput[]
  readonly payload: string
  readonly code: string | null
  readonly map: string | null
}

export type Kept =
  | { readonly kind: 'kept'; readonly inputs: readonly RecordedInput[]; readonly ledger: string }
  | { readonly kind: 'refused'; readonly reason: UncacheableReason }
