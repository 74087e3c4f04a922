import { randomBytes } from 'node:crypto'
import { type Input, isPathKind, type RecordedInput } from '../fingerprint/input.ts'
import type { ProjectRoot } from '../key/project-root.ts'
import type { InputRecorder } from './input-recorder.ts'
import type { InputVerifier, Verification } from './input-verifier.ts'
import { LedgerBook } from './ledger-book.ts'
import { inputKey, PluginMemory, type TimedInput } from './plugin-memory.ts'

/** Inputs of every result: what whoever configures the builds has read so far. */
export type SharedInputs = () => readonly TimedInput[]

/**
 * What all entries share that the builds of a process store for one plugin family: what its plugins remember, and what was
 * read before any of them ran. Entries name it by a ledger, which is written after them.
 *
 * Order: `startBuild`, then the others in any order. After `takeNews`, `beginOthers` comes before the next entry.
 */
export class FamilyLedgers {
  readonly #root: ProjectRoot
  readonly #recorder: InputRecorder
  readonly #verifier: InputVerifier
  readonly #sharedInputs: SharedInputs
  readonly #book: LedgerBook = new LedgerBook()
  readonly #memories: Map<string, PluginMemory> = new Map()
  /** Families with entries whose ledger isn't written yet. */
  readonly #growing: Set<string> = new Set()
  /** States of the shared inputs, as this build found them; null for one that changed meanwhile. */
  readonly #shared: Map<string, RecordedInput | null> = new Map()
  #buildName = ''

  constructor(
    root: ProjectRoot,
    recorder: InputRecorder,
    verifier: InputVerifier,
    sharedInputs: SharedInputs = () => [],
  ) {
    this.#root = root
    this.#recorder = recorder
    this.#verifier = verifier
    this.#sharedInputs = sharedInputs
  }

  /** `written` are ledgers as they were stored. */
  startBuild(written: Iterable<string>): void {
    this.beginOthers()
    this.#book.startBuild()
    for (const text of written) {
      this.#book.addWritten(text)
    }
    this.#shared.clear()
    for (const input of this.#sharedInputs()) {
      this.#shared.set(inputKey(input), this.#recorder.presentState(input))
    }
  }

  /** Forgets what was verified. */
  lookAgain(): void {
    this.#book.startBuild()
  }

  /** What is known of the memory of a family's plugins. */
  memoryOf(family: string): PluginMemory {
    let memory = this.#memories.get(family)
    if (memory === undefined) {
      memory = new PluginMemory(this.#root, family)
      this.#memories.set(family, memory)
    }
    return memory
  }

  /** Looks at what was remembered since the last look: what is deleted until the ledger is written must be known to have been there. */
  lookAtNews(family: string): void {
    for (const input of this.memoryOf(family).takeNews()) {
      this.#recorder.record(input)
    }
  }

  /** The name of the ledger for one more entry of a family. */
  nameFor(family: string): string {
    this.#growing.add(family)
    return this.#nameOf(family)
  }

  /** Whether there are entries whose ledger isn't written yet. */
  get hasNews(): boolean {
    return this.#growing.size > 0
  }

  /**
   * The texts to write for the entries since the last call. With an input that changed since it was read a ledger stays
   * unwritten, and its entries stale.
   */
  takeNews(): readonly string[] {
    for (const input of this.#sharedInputs()) {
      const key = inputKey(input)
      if (!this.#shared.has(key)) {
        this.#shared.set(key, this.#recorder.record(input))
      }
    }
    const texts: string[] = []
    for (const family of this.#growing) {
      const remembered = this.memoryOf(family)
        .remembered()
        .map((input) => this.#recorder.record(input))
      const inputs = [...this.#shared.values(), ...remembered]
      if (inputs.every((input) => input !== null)) {
        texts.push(this.#book.add(this.#nameOf(family), inputs))
      }
    }
    this.#growing.clear()
    return texts
  }

  /** What is stored from now on has ledgers of its own. */
  beginOthers(): void {
    // No other build of any process has it, since a ledger may be written only once and only by its own build.
    this.#buildName = randomBytes(9).toString('base64url')
  }

  /** The inputs in a ledger that an earlier build has written, with their states; null for one that isn't known. */
  writtenInputsOf(name: string): readonly RecordedInput[] | null {
    return this.#book.inputsOf(name)
  }

  /** The inputs in a ledger by name, those of this build's as far as they are known by now. */
  inputsOf(name: string): readonly Input[] {
    const written = this.#book.inputsOf(name)
    if (written !== null) {
      return written
    }
    const family = [...this.#memories.keys()].find((one) => this.#nameOf(one) === name)
    const remembered = family === undefined ? [] : this.memoryOf(family).remembered()
    return remembered.map(({ kind, name: path }) => ({
      kind,
      name: isPathKind(kind) ? this.#root.relative(path) : path,
    }))
  }

  /** One that isn't written yet is verified too: what plugins remember must be as it was when they read it. */
  verify(name: string): Verification {
    const family = [...this.#growing].find((one) => this.#nameOf(one) === name)
    if (family === undefined) {
      return this.#book.verify(name, this.#verifier)
    }
    const shared = [...this.#shared.values()].filter((input) => input !== null)
    const verification = this.#verifier.verify(shared, () => 'unknown')
    if (verification.kind !== 'fresh') {
      return verification
    }
    for (const input of this.memoryOf(family).remembered()) {
      if (this.#recorder.record(input) === null) {
        const { through = null } = input
        return { kind: 'stale', input: this.#recorder.describe(input), change: 'changed', through }
      }
    }
    return { kind: 'fresh' }
  }

  #nameOf(family: string): string {
    return `${this.#buildName} ${family}`
  }
}
