import type { Input, RecordedInput, TimedInput } from '@rekindle/core'

/** What a result was made from; `ledger` names what it shares with others. */
interface Made {
  readonly inputs: readonly Input[]
  readonly ledger: string | null
}

/**
 * What the results of one build were made from that were restored: nobody has read it in this build. Those that were kept are among
 * them, as far as their states are known.
 */
export class RestoredInputs {
  readonly #inputs: Map<string, RecordedInput> = new Map()
  readonly #ledgers: Set<string> = new Set()

  /** What calls have read out of sight whose results aren't kept. */
  readonly reads: TimedInput[] = []

  clear(): void {
    this.reads.length = 0
    this.#inputs.clear()
    this.#ledgers.clear()
  }

  noteReads(inputs: readonly TimedInput[]): void {
    this.reads.push(...inputs)
  }

  note({ inputs, ledger }: Made): void {
    for (const input of inputs) {
      if ('state' in input) {
        this.#inputs.set(`${input.kind} ${input.name}`, input as RecordedInput)
      }
    }
    if (ledger !== null) {
      this.#ledgers.add(ledger)
    }
  }

  /** All of them; `inputsOf` gives what is in a ledger that an earlier build has written. */
  all(inputsOf: (ledger: string) => readonly RecordedInput[]): readonly RecordedInput[] {
    const shared = [...this.#ledgers].flatMap(inputsOf)
    return [...this.#inputs.values(), ...shared]
  }
}
