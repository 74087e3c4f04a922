import { type Comparison, FingerprintTable } from '../fingerprint/fingerprint-table.ts'
import { describeInput, type RecordedInput } from '../fingerprint/input.ts'
import type { CacheKey } from '../key/cache-key.ts'
import type { ProjectRoot, RootRelativePath } from '../key/project-root.ts'
import { decodeHead, encodeHead } from '../results/entry-head.ts'
import type { SnapshotMiss } from '../results/event.ts'
import { InputRecorder } from '../results/input-recorder.ts'
import { InputVerifier } from '../results/input-verifier.ts'
import type { TimedInput } from '../results/plugin-memory.ts'
import { type CandidateHandle, isUnreadable } from '../store/candidate.ts'
import type { Store } from '../store/store.ts'
import type { OwnFolders } from './own-folders.ts'
import { decodeSnapshotFacts, encodeSnapshotFacts } from './snapshot-facts.ts'

export type SnapshotAnswer =
  | { readonly kind: 'fresh'; readonly bytes: Uint8Array; readonly inputs: number }
  | { readonly kind: 'missed'; readonly reason: SnapshotMiss }

/** What a build has read and made. */
export interface NewSnapshot {
  readonly key: CacheKey
  readonly inputs: Iterable<TimedInput>
  /** Inputs whose states are known: those of results that were restored or kept in the build. */
  readonly verified: Iterable<RecordedInput>
  /** Folders that the build itself makes. */
  readonly ownFolders: OwnFolders
  /** One character for each byte. */
  readonly text: string
}

export type KeptSnapshot =
  | { readonly kind: 'kept'; readonly inputs: number }
  | { readonly kind: 'refused'; readonly input: string }

/** Whole builds by what they read: one text for each state of the inputs, a handful for each key. */
export class SnapshotShelf {
  readonly #root: ProjectRoot
  readonly #comparison: Comparison
  readonly #store: Store

  constructor(root: ProjectRoot, comparison: Comparison, store: Store) {
    this.#root = root
    this.#comparison = comparison
    this.#store = store
  }

  /** The newest build under the key whose inputs are all as they were, or why there is none. */
  find(key: CacheKey): SnapshotAnswer {
    let reason: SnapshotMiss | null = null
    for (const candidate of this.#store.candidates(key)) {
      const answer = this.#tryCandidate(candidate)
      if (answer.kind === 'fresh') {
        return answer
      }
      reason ??= answer.reason
    }
    return { kind: 'missed', reason: reason ?? { kind: 'new' } }
  }

  /** Queues a build for writing, unless something that it read has changed meanwhile. */
  keep({ key, inputs, verified, ownFolders, text }: NewSnapshot): KeptSnapshot {
    const { overlooked } = ownFolders
    const table = new FingerprintTable(this.#root, this.#comparison, overlooked)
    const recorder = new InputRecorder(this.#root, table)
    const nameToInput = new Map<string, RecordedInput>()
    for (const input of inputs) {
      const isAround = input.kind === 'directory' && ownFolders.surrounds(input.name)
      const now = isAround ? this.#listingInput(input, ownFolders) : recorder.record(input)
      if (now === null) {
        return { kind: 'refused', input: recorder.describe(input) }
      }
      nameToInput.set(`${now.kind} ${now.name}`, { ...now, through: null })
    }
    for (const input of verified) {
      const name = `${input.kind} ${input.name}`
      const known = nameToInput.get(name)
      if (known === undefined) {
        nameToInput.set(name, { ...input, through: null })
      } else if (known.state !== input.state && input.kind !== 'directory') {
        return { kind: 'refused', input: describeInput(input) }
      }
    }
    const all = [...nameToInput.values()]
    const presence = new InputVerifier(table).verify(all, () => 'unknown')
    if (presence.kind !== 'fresh') {
      return { kind: 'refused', input: presence.kind === 'stale' ? presence.input : presence.name }
    }
    const facts = encodeSnapshotFacts({
      overlooked: [...overlooked].map((place) => this.#root.relative(place)),
      rows: table.rowsOf(all),
    })
    const head = encodeHead({ inputs: all, ledger: null, payload: facts })
    // The section that is read apart: nobody wants the outputs of a build whose inputs have changed.
    this.#store.append({ key, head, code: null, map: text })
    return { kind: 'kept', inputs: all.length }
  }

  #listingInput({ name }: TimedInput, ownFolders: OwnFolders): RecordedInput | null {
    const state = ownFolders.stableListing(name)
    return state === null
      ? null
      : { kind: 'directory', name: this.#root.relative(name), state, through: null }
  }

  #tryCandidate(candidate: CandidateHandle): SnapshotAnswer {
    const text = candidate.readHead()
    const head = isUnreadable(text) ? null : decodeHead(text)
    const facts = head === null ? null : decodeSnapshotFacts(head.payload)
    if (head === null || facts === null) {
      return { kind: 'missed', reason: { kind: 'corrupt' } }
    }
    const overlooked = facts.overlooked.map((name) => this.#root.absolute(name as RootRelativePath))
    const table = new FingerprintTable(this.#root, this.#comparison, new Set(overlooked))
    table.addRows(facts.rows)
    const verification = new InputVerifier(table).verify(head.inputs, () => 'unknown')
    if (verification.kind !== 'fresh') {
      const { input, change } =
        verification.kind === 'stale'
          ? verification
          : { input: verification.name, change: 'changed' as const }
      return { kind: 'missed', reason: { kind: 'input-changed', input, change } }
    }
    const bytes = candidate.readMapBytes()
    return bytes instanceof Uint8Array
      ? { kind: 'fresh', bytes, inputs: head.inputs.length }
      : { kind: 'missed', reason: { kind: 'corrupt' } }
  }
}
