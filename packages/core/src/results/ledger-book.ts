import type { RecordedInput } from '../fingerprint/input.ts'
import { decodeInputs, encodeInputs } from './entry-head.ts'
import type { InputVerifier, Verification } from './input-verifier.ts'

/**
 * The ledgers: per build and plugin family, the inputs that all results of that build share because the
 * plugins remember them. An entry names its ledger when it is stored; the ledger itself is written when the
 * build ends. A ledger that never was (a crash, an input that changed meanwhile) makes its entries stale.
 */
export class LedgerBook {
  readonly #ledgers: Map<string, readonly RecordedInput[]> = new Map()
  readonly #verified: Map<string, Verification> = new Map()

  startBuild(): void {
    this.#verified.clear()
  }

  add(name: string, inputs: readonly RecordedInput[]): void {
    this.#ledgers.set(name, inputs)
  }

  /** Takes in a ledger as it was written; text of another form is left out. */
  addWritten(text: string): void {
    try {
      const [name, rows] = JSON.parse(text) as unknown[]
      const inputs = decodeInputs(rows)
      if (typeof name === 'string' && inputs !== null) {
        this.#ledgers.set(name, inputs)
      }
    } catch {
      // Not a ledger; its entries are stale.
    }
  }

  /** Null for a ledger that isn't known. */
  inputsOf(name: string): readonly RecordedInput[] | null {
    return this.#ledgers.get(name) ?? null
  }

  static encode(name: string, inputs: readonly RecordedInput[]): string {
    return JSON.stringify([name, encodeInputs(inputs)])
  }

  verify(name: string, verifier: InputVerifier): Verification {
    let verification = this.#verified.get(name)
    if (verification === undefined) {
      const inputs = this.#ledgers.get(name)
      verification =
        inputs === undefined
          ? { kind: 'stale', input: 'what the plugin remembers', change: 'unfinished', through: null }
          : verifier.verify(inputs, () => 'unknown')
      this.#verified.set(name, verification)
    }
    return verification
  }
}
