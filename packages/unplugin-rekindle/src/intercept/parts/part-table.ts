import {
  type CacheKey,
  type HookQuestion,
  type Input,
  inputKey,
  type MissReason,
  type RecordedInput,
  type TimedInput,
  type Toolchain,
  type UncacheableReason,
} from '@rekindle/core'
import type { Host } from '../host.ts'
import type { ResultParts } from '../portable-parts.ts'
import { decodeTable, encodeTable, type Row } from './stored-table.ts'

/** What was stored for the parts of one module. */
type Origin =
  | {
      readonly kind: 'found'
      /** Of all rows, as they were verified. */
      readonly inputs: { readonly inputs: readonly RecordedInput[]; readonly ledger: string | null }
    }
  | { readonly kind: 'missed'; readonly reason: MissReason }

interface TableHost extends Pick<Host, 'results'> {
  readonly toolchain: () => Pick<Toolchain, 'changes'>
}

interface AddingCall {
  readonly question: HookQuestion
  /** An input has changed since it was read, so that nothing is kept. */
  refused(reason: UncacheableReason): void
}

/** What a table says of one call. */
export type PartAnswer =
  | {
      readonly kind: 'row'
      readonly parts: ResultParts
      readonly inputs: (Origin & { kind: 'found' })['inputs']
    }
  /** It has an entry of its own. */
  | { readonly kind: 'apart' }
  | { readonly kind: 'missed'; readonly reason: MissReason }

/**
 * Results of the parts of one module, most of which a plugin gives from what it remembers of that module. They are one stored
 * result, made from what any of them was made from: most cost the plugin next to nothing, nearly all have the same inputs, and
 * single ones would cost more than they spare.
 */
export class PartTable {
  readonly key: CacheKey
  readonly #host: TableHost
  readonly #family: string
  /** As they were found; right as long as the inputs are that were found with them. */
  readonly #found: Map<string, Row> = new Map()
  /** Of this build, whose inputs are not among those: they are for later builds. */
  readonly #added: Map<string, Row> = new Map()
  /** Calls that have asked the bundler for something, or told it something. */
  readonly #apart: Set<string> = new Set()
  readonly #inputs: Map<string, TimedInput> = new Map()
  #origin: Origin | null = null
  /** The first call that has added something, as far as it is told what becomes of the table; null: none has. */
  #first: AddingCall | null = null

  constructor(host: TableHost, family: string, key: CacheKey) {
    this.#host = host
    this.#family = family
    this.key = key
  }

  /** `address` tells the call from others for the same module. */
  find(question: HookQuestion, address: string): PartAnswer {
    const origin = this.#read(question)
    if (this.#apart.has(address)) {
      return { kind: 'apart' }
    }
    const row = origin.kind === 'found' ? this.#found.get(address) : undefined
    if (origin.kind === 'found' && row !== undefined) {
      return { kind: 'row', parts: { payload: row[0], code: row[1], map: row[2] }, inputs: origin.inputs }
    }
    return { kind: 'missed', reason: origin.kind === 'missed' ? origin.reason : { kind: 'new' } }
  }

  isApart(address: string): boolean {
    return this.#apart.has(address)
  }

  add(call: AddingCall, address: string, parts: ResultParts, inputs: readonly TimedInput[]): void {
    this.#first ??= call
    this.#added.set(address, [parts.payload, parts.code, parts.map])
    this.#apart.delete(address)
    for (const input of inputs) {
      const key = inputKey(input)
      const known = this.#inputs.get(key)
      if (known === undefined || input.readAtMs < known.readAtMs) {
        this.#inputs.set(key, input)
      }
    }
  }

  addApart(call: AddingCall, address: string): void {
    this.#first ??= call
    this.#apart.add(address)
    this.#added.delete(address)
    this.#found.delete(address)
  }

  /** Keeps the table, if something was added. */
  keep(): void {
    const first = this.#first
    if (first === null) {
      return
    }
    this.#first = null
    const kept = this.#host.results.keep({
      question: first.question,
      key: this.key,
      family: this.#family,
      inputs: [...this.#inputs.values()],
      contextInputs: this.#knownInputs(),
      ...encodeTable(new Map([...this.#found, ...this.#added]), this.#apart),
      map: null,
    })
    if (kept.kind === 'refused') {
      first.refused(kept.reason)
    }
  }

  /** The inputs of what was found; they hold in this build. */
  #knownInputs(): readonly RecordedInput[] {
    if (this.#origin?.kind !== 'found') {
      return []
    }
    const { inputs, ledger } = this.#origin.inputs
    const shared: readonly (Input | RecordedInput)[] =
      ledger === null ? [] : this.#host.results.inputsOfLedger(ledger)
    return [...inputs, ...shared.filter((input): input is RecordedInput => 'state' in input)]
  }

  #read(question: HookQuestion): Origin {
    this.#origin ??= this.#readStored(question)
    return this.#origin
  }

  #readStored(question: HookQuestion): Origin {
    const { results, toolchain } = this.#host
    const answer = results.find({
      question,
      key: this.key,
      contextState: () => 'unknown',
      toolchainChanges: (before, now) => toolchain().changes(before, now),
    })
    if (answer.kind !== 'hit') {
      return { kind: 'missed', reason: answer.kind === 'miss' ? answer.reason : { kind: 'corrupt' } }
    }
    const stored = decodeTable(answer.payload, answer.code)
    if (stored === null) {
      return { kind: 'missed', reason: { kind: 'corrupt' } }
    }
    for (const [address, row] of stored.rows) {
      this.#found.set(address, row)
    }
    for (const address of stored.apart) {
      this.#apart.add(address)
    }
    return { kind: 'found', inputs: { inputs: answer.inputs, ledger: answer.ledger } }
  }
}
