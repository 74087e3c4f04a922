import { type Comparison, FingerprintTable } from '../fingerprint/fingerprint-table.ts'
import { describeInput, type Input, type InputState, type RecordedInput } from '../fingerprint/input.ts'
import { WatchedFiles } from '../fingerprint/watched-files.ts'
import type { CacheKey } from '../key/cache-key.ts'
import { type HookQuestion, Questioner } from '../key/hook-question.ts'
import type { ProjectRoot } from '../key/project-root.ts'
import { type CandidateHandle, isUnreadable } from '../store/candidate.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import type { StoreLimits } from '../store/store-limits.ts'
import type { Answer, Kept, NewEntry, Query } from './answer.ts'
import { decodeHead, type EntryHead, encodeHead } from './entry-head.ts'
import type { EventListener, MissReason } from './event.ts'
import { FamilyLedgers, type SharedInputs } from './family-ledgers.ts'
import { InputRecorder } from './input-recorder.ts'
import { InputVerifier, type StaleInput, type Verification } from './input-verifier.ts'
import type { PluginMemory } from './plugin-memory.ts'
import { QuestionBook } from './question-book.ts'

export interface ResultCacheOptions {
  readonly root: ProjectRoot
  /** Absolute path of the folder that holds the cache. */
  readonly cacheDirectory: string
  /** How files of other builds are compared. Default `times`. */
  readonly comparison?: Comparison
  /** Limits of that folder, where they differ from the store's own. */
  readonly limits?: Partial<StoreLimits>
  /** Whether nothing in it is ever changed. */
  readonly isReadOnly?: boolean
  /** Whether files change while a build runs, as they do under a development server: states are looked up anew then. */
  readonly isLongLived?: boolean
  readonly onEvent: EventListener
  readonly sharedInputs?: SharedInputs
}

/** A development server is asked for the same modules again. */
const SERVER_MEMORY = { maxBytes: 1024 * 1024, maxEntries: 500 }
/** A build asks for a result once: all that it would keep is let go of unused. */
const BUILD_MEMORY = { maxBytes: 0, maxEntries: 0 }

/** How long a state may be old under a development server, ms: a page asks for many modules at once. */
const GLANCE_MS = 20

/** The table in which rows of the fingerprint table are stored. */
export const FILE_ROWS = 'file-fingerprints'
/** The table of ledgers. */
export const LEDGERS = 'ledgers'
const QUESTIONS = 'questions'

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
  readonly #recorder: InputRecorder
  readonly #verifier: InputVerifier
  readonly #watched: WatchedFiles | undefined
  readonly #ledgers: FamilyLedgers
  readonly #questions: QuestionBook
  #hasReadQuestions = false
  #store: Store | null = null
  #running = 0
  /** When states were last forgotten, ms since 1970. */
  #lookedAtMs = 0

  constructor(options: ResultCacheOptions) {
    this.#options = options
    this.#questioner = new Questioner(options.root)
    this.#table = new FingerprintTable(options.root, options.comparison)
    this.#recorder = new InputRecorder(options.root, this.#table)
    this.#questions = new QuestionBook(options.root)
    this.#verifier = new InputVerifier(this.#table)
    this.#ledgers = new FamilyLedgers(options.root, this.#recorder, this.#verifier, options.sharedInputs)
    // Who compares by content trusts nothing that is told of files.
    this.#watched = options.comparison === 'content' ? undefined : new WatchedFiles(options.root)
  }

  /** `isResumed`: it goes on with the build that has ended last. */
  startBuild(isResumed = false): void {
    this.#running += 1
    if (this.#running > 1) {
      return
    }
    this.#table.startBuild(this.#watched)
    this.#store = this.#openStore(isResumed)
    if (!isResumed) {
      void this.#store.warm()
    }
    for (const text of this.#store.readTable(FILE_ROWS)) {
      this.#table.addRows(text)
    }
    this.#ledgers.startBuild(this.#store.readTable(LEDGERS))
  }

  #openStore(continuesSession = false): Store {
    const { cacheDirectory, limits = {}, isReadOnly = false, isLongLived = false, onEvent } = this.#options
    return openStore({
      directory: cacheDirectory,
      memory: isLongLived ? SERVER_MEMORY : BUILD_MEMORY,
      limits,
      isReadOnly,
      continuesSession,
      onEvent,
    })
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
    this.#write(this.#store)
    this.#store.close()
    this.#store = null
  }

  /** Hands over all that is new to the store. */
  #write(store: Store): void {
    for (const text of this.#ledgers.takeNews()) {
      store.appendTable(LEDGERS, text)
    }
    for (const [name, news] of [
      [FILE_ROWS, this.#table.takeFreshRows()],
      [QUESTIONS, this.#questions.takeNews()],
    ] as const) {
      if (news !== null) {
        store.appendTable(name, news)
      }
    }
  }

  /** The store, between start and end of a build; null otherwise. */
  get store(): Store | null {
    return this.#store
  }

  /** The inputs in a ledger that an earlier build has written, with the states under which its results were restored. */
  verifiedInputsOfLedger(name: string): readonly RecordedInput[] {
    return this.#ledgers.writtenInputsOf(name) ?? []
  }

  /** The inputs in a ledger by name, those of this build's as far as they are known by now. */
  inputsOfLedger(name: string): readonly Input[] {
    return this.#ledgers.inputsOf(name)
  }

  /** The state of a file or, with a slash at the end, of a folder's listing, as first seen in this build. */
  stateOf(path: string): InputState {
    return path.endsWith('/') ? this.#table.listingState(path) : this.#table.fileState(path)
  }

  keyOf(question: HookQuestion): CacheKey {
    return this.#questioner.keyOf(question)
  }

  /**
   * Writes what is new so far, and goes on: what a process that is killed later has found out isn't lost.
   */
  settle(): void {
    if (this.#store !== null && this.#ledgers.hasNews) {
      this.#write(this.#store)
      this.#store.flush()
      this.#ledgers.beginOthers()
    }
  }

  /** Forgets the states of inputs, so that the next question looks again. */
  lookAgain(): void {
    this.#lookedAtMs = Date.now()
    this.#table.startBuild()
    this.#ledgers.lookAgain()
  }

  /** What a bundler in watch mode says of files: which ones `watcher` watches from now on, all paths absolute. */
  watch(watcher: string, paths: Iterable<string>): void {
    this.#watched?.watch(watcher, paths)
  }

  /** What a bundler in watch mode says of files: one of them has changed. */
  noteChange(file: string): void {
    this.#watched?.noteChange(file)
  }

  /** The newest result under the key whose inputs are all as they were, or why there is none. */
  find(query: Query): Answer {
    if (this.#options.isLongLived === true && Date.now() - this.#lookedAtMs > GLANCE_MS) {
      this.lookAgain()
    }
    let reason: MissReason | null = null
    for (const candidate of this.#store?.candidates(query.key) ?? []) {
      const answer = this.#tryCandidate(candidate, query)
      if (answer.kind !== 'miss') {
        return answer
      }
      reason ??= answer.reason
    }
    return { kind: 'miss', reason: reason ?? this.#explain(query) }
  }

  /** Only who misses wants to know what was asked before. */
  #explain({ question, toolchainChanges }: Query): MissReason {
    if (!this.#hasReadQuestions) {
      this.#hasReadQuestions = true
      for (const text of this.#store?.readTable(QUESTIONS) ?? []) {
        this.#questions.addNoted(text)
      }
    }
    return this.#questions.explain(question, toolchainChanges)
  }

  /** Whether the inputs of an answer are still as they were recorded, looked at anew; but for those that only the bundler knows. */
  verifyAnew({ inputs, ledger }: Pick<Answer & { readonly kind: 'hit' }, 'inputs' | 'ledger'>): Verification {
    const shared = ledger === null ? [] : this.verifiedInputsOfLedger(ledger)
    const seen = [...shared, ...inputs].filter(({ kind }) => kind !== 'context')
    const table = new FingerprintTable(this.#options.root, 'content')
    return new InputVerifier(table).verify(seen, () => 'unknown')
  }

  /** Queues a result for writing, unless one of its inputs changed while it was made. */
  keep(entry: NewEntry): Kept {
    this.#ledgers.lookAtNews(entry.family)
    const inputs: RecordedInput[] = []
    for (const input of entry.inputs) {
      const recorded = this.#recorder.record(input)
      if (recorded === null) {
        return { kind: 'refused', reason: { kind: 'input-unstable', input: describeInput(input) } }
      }
      inputs.push(recorded)
    }
    // Last: to ask the bundler may have effects, so that it must only be asked when all else is as it was.
    inputs.push(...entry.contextInputs)
    const ledger = this.#ledgers.nameFor(entry.family)
    this.#questions.note(entry.question)
    const head = encodeHead({ inputs, ledger, payload: entry.payload })
    this.#store?.append({ key: entry.key, head, code: entry.code, map: entry.map })
    return { kind: 'kept', inputs, ledger }
  }

  /** The newest text that was remembered under a name. */
  recall(name: string): string | null {
    return this.#store?.readNewestOfTable(`memo ${name}`) ?? null
  }

  /** All texts that were remembered under a name, oldest first. */
  recallAll(name: string): readonly string[] {
    return this.#store?.readTable(`memo ${name}`) ?? []
  }

  /** Remembers a text under a name, for this and later processes. */
  memorize(name: string, text: string): void {
    this.#store?.appendTable(`memo ${name}`, text)
  }

  /** Opens the store for `act`, also between builds: it can recall and memorize then. */
  withStore<Result>(act: (store: Store) => Result): Result {
    if (this.#store !== null) {
      return act(this.#store)
    }
    const store = this.#openStore()
    this.#store = store
    try {
      return act(store)
    } finally {
      this.#store = null
      store.close()
    }
  }

  /** What is known of the memory of a family's plugins. */
  memoryOf(family: string): PluginMemory {
    return this.#ledgers.memoryOf(family)
  }

  #tryCandidate(candidate: CandidateHandle, { question, contextState }: Query): Answer {
    const text = candidate.readHead()
    const head = isUnreadable(text) ? null : decodeHead(text)
    if (head === null) {
      return { kind: 'miss', reason: { kind: 'corrupt' } }
    }
    const shared = head.ledger === null ? ({ kind: 'fresh' } as const) : this.#ledgers.verify(head.ledger)
    const verification = shared.kind === 'fresh' ? this.#verifier.verify(head.inputs, contextState) : shared
    switch (verification.kind) {
      case 'pending':
        return { kind: 'pending', input: verification.name }
      case 'stale':
        return { kind: 'miss', reason: this.#reasonOf(verification, question) }
      case 'fresh':
        return this.#read(candidate, head)
    }
  }

  #reasonOf({ input, change, through }: StaleInput, { id }: HookQuestion): MissReason {
    return { kind: 'input-changed', input, change, through: through ?? this.#options.root.relative(id) }
  }

  #read(candidate: CandidateHandle, head: EntryHead): Answer {
    const code = candidate.readCode()
    const map = candidate.readMap()
    if (isUnreadable(code) || isUnreadable(map)) {
      return { kind: 'miss', reason: { kind: 'corrupt' } }
    }
    return { kind: 'hit', inputs: head.inputs, ledger: head.ledger, payload: head.payload, code, map }
  }
}
