import { FingerprintTable } from '../fingerprint/fingerprint-table.ts'
import type { InputState, RecordedInput } from '../fingerprint/input.ts'
import type { CacheKey } from '../key/cache-key.ts'
import type { ProjectRoot } from '../key/project-root.ts'
import { isUnreadable } from '../store/candidate.ts'
import type { Store } from '../store/store.ts'
import { decodeHead } from './entry-head.ts'
import { LedgerBook } from './ledger-book.ts'
import { LEDGERS } from './result-cache.ts'

/** An input of a stored result, as it was recorded and as it is now. */
export interface StoredInput extends RecordedInput {
  /** `unknown`: only the bundler can tell. */
  readonly present: InputState | 'unknown'
  /** Whether all results of the plugin family in that build share it. */
  readonly isShared: boolean
}

/** Looks into stored results from outside of builds, to explain them. */
export class StoredInputs {
  readonly #store: Store
  readonly #table: FingerprintTable
  readonly #ledgers: LedgerBook = new LedgerBook()

  constructor(store: Store, root: ProjectRoot) {
    this.#store = store
    this.#table = new FingerprintTable(root, 'content')
    for (const text of store.readTable(LEDGERS)) {
      this.#ledgers.addWritten(text)
    }
  }

  /** The inputs of the newest result under a key, its own before those that it shares; null: there is no result. */
  of(key: CacheKey): readonly StoredInput[] | null {
    const [candidate] = this.#store.candidates(key)
    const text = candidate?.readHead()
    const head = text === undefined || isUnreadable(text) ? null : decodeHead(text)
    if (head === null) {
      return null
    }
    const shared = head.ledger === null ? [] : (this.#ledgers.inputsOf(head.ledger) ?? [])
    return [
      ...head.inputs.map((input) => this.#withPresent(input, false)),
      ...shared.map((input) => this.#withPresent(input, true)),
    ]
  }

  #withPresent(input: RecordedInput, isShared: boolean): StoredInput {
    const { kind, name } = input
    const present = kind === 'context' ? 'unknown' : this.#table.stateOf(kind, name)
    return { ...input, present, isShared }
  }
}
