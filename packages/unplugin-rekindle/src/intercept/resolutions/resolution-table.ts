import {
  type CacheKey,
  type HookQuestion,
  type Input,
  type InputState,
  isPlainData,
  type MissReason,
  type RecordedInput,
} from '@rekindle/core'
import type { CachedPlugin } from '../cached-plugin.ts'
import { reportFailure } from '../host.ts'
import type { JournalStep } from '../journal.ts'
import { rootInput } from '../root-input.ts'

/** What a call of `resolveId` gave, in a form that can be kept. */
export interface Resolution {
  /** As JSON; null stands for an answer that the plugin doesn't give. */
  readonly result: string
  readonly journal: readonly JournalStep[]
  /** What it asked the bundler, and the states of the answers, in order. */
  readonly asked: readonly (readonly [name: string, state: InputState])[]
  /** Index of what the plugin tells of the module that it found; null: nothing. */
  readonly told: number | null
}

/** Where the table of a build comes from. */
type Origin =
  | { readonly kind: 'found'; readonly inputs: readonly RecordedInput[]; readonly ledger: string | null }
  | { readonly kind: 'missed'; readonly reason: MissReason }

/**
 * All that one plugin resolves in one environment. It is one stored result: single ones would cost more than they spare, and
 * since the plugin remembers what it looked at for one module when it looks for the next, they would share their inputs anyway.
 */
export class ResolutionTable {
  readonly key: CacheKey
  readonly origin: Origin
  readonly #plugin: CachedPlugin
  readonly #question: HookQuestion
  readonly #rows: Map<string, Resolution> = new Map()
  /** What the plugin tells of modules, as JSON. */
  readonly #told: string[] = []
  readonly #toldToIndex: Map<string, number> = new Map()
  /** Keys of the rows that this build has asked for. */
  readonly #used: Set<string> = new Set()
  #isNews = false

  constructor(plugin: CachedPlugin, question: HookQuestion) {
    this.#plugin = plugin
    this.#question = question
    this.key = plugin.host.results.keyOf(question)
    this.origin = this.#read()
  }

  /** What was stored under a key, and is right in this build; null: nothing. */
  get(key: string): Resolution | null {
    const row = this.#rows.get(key)
    if (row !== undefined) {
      this.#used.add(key)
    }
    return row ?? null
  }

  add(key: string, resolution: Resolution): void {
    this.#rows.set(key, resolution)
    this.#used.add(key)
    this.#isNews = true
  }

  /** The index of what the plugin tells of a module; null for what has no text form. */
  indexOfTold(told: unknown): number | null {
    if (!isPlainData(told)) {
      return null
    }
    const text = JSON.stringify(told)
    let index = this.#toldToIndex.get(text)
    if (index === undefined) {
      index = this.#told.push(text) - 1
      this.#toldToIndex.set(text, index)
    }
    return index
  }

  told(index: number): unknown {
    return JSON.parse(this.#told[index] ?? 'null')
  }

  /** Keeps the table, if something was added. */
  keep(): void {
    if (!this.#isNews) {
      return
    }
    this.#isNews = false
    const { host, policy } = this.#plugin
    const { results, root } = host
    // What nobody asks for any more is left out.
    const rows = [...this.#rows].filter(([key]) => this.#used.has(key))
    const text = JSON.stringify([rows, this.#told])
    const mention = root.mentions(text)
    const kept = results.keep({
      question: this.#question,
      key: this.key,
      family: policy.family,
      inputs: [],
      contextInputs: [...this.#knownInputs(), ...(mention.kind === 'bound' ? [rootInput(root)] : [])],
      payload: mention.kind === 'portable' ? mention.text : text,
      code: null,
      map: null,
    })
    if (kept.kind === 'refused') {
      reportFailure(host, `what ${this.#plugin.name} resolved`, new Error(kept.reason.kind))
    }
  }

  /** The inputs of what was found; they hold in this build. */
  #knownInputs(): readonly RecordedInput[] {
    if (this.origin.kind === 'missed') {
      return []
    }
    const { inputs, ledger } = this.origin
    const shared: readonly (Input | RecordedInput)[] =
      ledger === null ? [] : this.#plugin.host.results.inputsOfLedger(ledger)
    return [...inputs, ...shared.filter((input): input is RecordedInput => 'state' in input)]
  }

  #read(): Origin {
    const { results, root, toolchain } = this.#plugin.host
    const bound = rootInput(root)
    const answer = results.find({
      question: this.#question,
      key: this.key,
      contextState: (name) => (name === bound.name ? bound.state : 'unknown'),
      toolchainChanges: (before, now) => toolchain().changes(before, now),
    })
    if (answer.kind !== 'hit') {
      return { kind: 'missed', reason: answer.kind === 'miss' ? answer.reason : { kind: 'corrupt' } }
    }
    const [rows, told] = JSON.parse(root.restore(answer.payload)) as [[string, Resolution][], string[]]
    for (const [key, row] of rows) {
      this.#rows.set(key, row)
    }
    for (const text of told) {
      this.#toldToIndex.set(text, this.#told.push(text) - 1)
    }
    return { kind: 'found', inputs: answer.inputs, ledger: answer.ledger }
  }
}
