import { randomBytes } from 'node:crypto'
import { FingerprintTable } from '../fingerprint/fingerprint-table.ts'
import { describeInput, type RecordedInput } from '../fingerprint/input.ts'
import type { CacheKey } from '../key/cache-key.ts'
import { type HookQuestion, Questioner } from '../key/hook-question.ts'
import type { ProjectRoot } from '../key/project-root.ts'
import { type CandidateHandle, isUnreadable } from '../store/candidate.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import type { StoreLimits } from '../store/store-limits.ts'
import { decodeHead, encodeHead } from './entry-head.ts'
import type { EventListener, MissReason, UncacheableReason } from './event.ts'
import { type ContextState, InputVerifier } from './input-verifier.ts'
import { LedgerBook } from './ledger-book.ts'
import { PluginMemory, type TimedInput } from './plugin-memory.ts'

export interface ResultCacheOptions {
  readonly root: ProjectRoot
  /** Absolute path of the folder that holds the cache. */
  readonly cacheDirectory: string
  /** Limits of that folder, where they differ from the store's own. */
  readonly limits?: Partial<StoreLimits>
  /** Whether nothing in it is ever changed. */
  readonly isReadOnly?: boolean
  readonly onEvent: EventListener
}

/** The answer to a question. `code` and `map` are as stored; `payload` is what the storer gave. */
export type Answer =
  | {
      readonly kind: 'hit'
      readonly payload: string
      readonly code: string | null
      readonly map: string | null
    }
  | { readonly kind: 'miss'; readonly reason: MissReason }

/** A result to keep. */
export interface NewEntry {
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
  | { readonly kind: 'kept' }
  | { readonly kind: 'refused'; readonly reason: UncacheableReason }

/** A build asks for a result once or twice: a large memory tier would only keep what nobody asks for again. */
const MEMORY = { maxBytes: 1024 * 1024, maxEntries: 500 }

const FILE_ROWS = 'file-fingerprints'
const LEDGERS = 'ledgers'

/**
 * One project's cache during one or more builds of this process: keys, verified answers, new entries.
 *
 * Order: `startBuild`, then `keyOf`, `find` and `keep` in any order, then `endBuild`, after which everything is
 * on disk. Builds may overlap; the disk is looked at once per group of overlapping builds.
 */
export class ResultCache {
  readonly #options: ResultCacheOptions
  readonly #questioner: Questioner
  readonly #table: FingerprintTable
  readonly #verifier: InputVerifier
  readonly #ledgers: LedgerBook = new LedgerBook()
  readonly #memories: Map<string, PluginMemory> = new Map()
  /** Families that got new entries in this build. */
  readonly #growing: Set<string> = new Set()
  #store: Store | null = null
  #running = 0
  #buildName = ''

  constructor(options: ResultCacheOptions) {
    this.#options = options
    this.#questioner = new Questioner(options.root)
    this.#table = new FingerprintTable(options.root)
    this.#verifier = new InputVerifier(options.root, this.#table)
  }

  startBuild(): void {
    this.#running += 1
    if (this.#running > 1) {
      return
    }
    // Unique, since a ledger may be written only once and only by its own build.
    this.#buildName = randomBytes(9).toString('base64url')
    this.#table.startBuild()
    this.#ledgers.startBuild()
    const { cacheDirectory, limits = {}, isReadOnly = false, onEvent } = this.#options
    this.#store = openStore({ directory: cacheDirectory, memory: MEMORY, limits, isReadOnly, onEvent })
    void this.#store.warm()
    for (const text of this.#store.readTable(FILE_ROWS)) {
      this.#table.addRows(text)
    }
    for (const text of this.#store.readTable(LEDGERS)) {
      this.#ledgers.addWritten(text)
    }
  }

  /** Writes what is new. After the last overlapping build nothing is held open. */
  endBuild(): void {
    if (this.#running === 0 || this.#store === null) {
      return
    }
    this.#running -= 1
    if (this.#running > 0) {
      return
    }
    this.#writeLedgers(this.#store)
    const rows = this.#table.takeFreshRows()
    if (rows !== null) {
      this.#store.appendTable(FILE_ROWS, rows)
    }
    this.#store.close()
    this.#store = null
  }

  keyOf(question: HookQuestion): CacheKey {
    return this.#questioner.keyOf(question)
  }

  /** The newest result under the key whose inputs are all as they were, or why there is none. */
  find(key: CacheKey, contextState: ContextState): Answer {
    let reason: MissReason | null = null
    for (const candidate of this.#store?.candidates(key) ?? []) {
      const answer = this.#tryCandidate(candidate, contextState)
      if (answer.kind === 'hit') {
        return answer
      }
      reason ??= answer.reason
    }
    return { kind: 'miss', reason: reason ?? { kind: 'new' } }
  }

  /** Queues a result for writing, unless one of its inputs changed while it was made. */
  keep(entry: NewEntry): Kept {
    // The ledger is written at the end; what is deleted until then must be known to have been there.
    for (const input of this.memoryOf(entry.family).takeNews()) {
      this.#record(input)
    }
    const inputs: RecordedInput[] = [...entry.contextInputs]
    for (const input of entry.inputs) {
      const recorded = this.#record(input)
      if (recorded === null) {
        return { kind: 'refused', reason: { kind: 'input-unstable', input: describeInput(input) } }
      }
      inputs.push(recorded)
    }
    this.#growing.add(entry.family)
    const head = encodeHead({ inputs, ledger: this.#ledgerName(entry.family), payload: entry.payload })
    this.#store?.append({ key: entry.key, head, code: entry.code, map: entry.map })
    return { kind: 'kept' }
  }

  /** The newest text that was remembered under a name. */
  recall(name: string): string | null {
    return this.#store?.readNewestOfTable(`memo ${name}`) ?? null
  }

  /** Remembers a text under a name, for this and later processes. */
  memorize(name: string, text: string): void {
    this.#store?.appendTable(`memo ${name}`, text)
  }

  /** What is known of the memory of a family's plugins. */
  memoryOf(family: string): PluginMemory {
    let memory = this.#memories.get(family)
    if (memory === undefined) {
      memory = new PluginMemory(this.#options.root, family)
      this.#memories.set(family, memory)
    }
    return memory
  }

  #tryCandidate(candidate: CandidateHandle, contextState: ContextState): Answer {
    const text = candidate.readHead()
    const head = isUnreadable(text) ? null : decodeHead(text)
    if (head === null) {
      return { kind: 'miss', reason: { kind: 'corrupt' } }
    }
    const shared =
      head.ledger === null ? ({ kind: 'fresh' } as const) : this.#ledgers.verify(head.ledger, this.#verifier)
    const verification = shared.kind === 'stale' ? shared : this.#verifier.verify(head.inputs, contextState)
    if (verification.kind === 'stale') {
      return { kind: 'miss', reason: { kind: 'input-changed', input: verification.changed } }
    }
    const code = candidate.readCode()
    const map = candidate.readMap()
    if (isUnreadable(code) || isUnreadable(map)) {
      return { kind: 'miss', reason: { kind: 'corrupt' } }
    }
    return { kind: 'hit', payload: head.payload, code, map }
  }

  #ledgerName(family: string): string {
    return `${this.#buildName} ${family}`
  }

  #writeLedgers(store: Store): void {
    for (const family of this.#growing) {
      const inputs = this.memoryOf(family)
        .remembered()
        .map((input) => this.#record(input))
      // With an input that changed since it was read the ledger stays unwritten, and its entries stale.
      if (inputs.every((input) => input !== null)) {
        const name = this.#ledgerName(family)
        this.#ledgers.add(name, inputs)
        store.appendTable(LEDGERS, LedgerBook.encode(name, inputs))
      }
    }
    this.#growing.clear()
  }

  /** The present state of an input in portable form; null when it changed since it was read. */
  #record(input: TimedInput): RecordedInput | null {
    switch (input.kind) {
      case 'file':
      case 'directory': {
        const observed =
          input.kind === 'file'
            ? this.#table.observeFile(input.name, input.readAtMs)
            : this.#table.observeListing(input.name, input.readAtMs)
        const name = this.#options.root.relative(input.name)
        return observed.kind === 'unstable' ? null : { kind: input.kind, name, state: observed.state }
      }
      case 'env':
        return { kind: 'env', name: input.name, state: this.#table.envState(input.name) }
      case 'context':
        return null
    }
  }
}
