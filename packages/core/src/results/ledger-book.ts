import type { RecordedInput } from '../fingerprint/input.ts'
import { decodeInputs, encodeInputs } from './entry-head.ts'
import type { InputVerifier, Verification } from './input-verifier.ts'

/** With how many of the latest ledgers a new one is compared. */
const COMPARED = 8

/**
 * The ledgers: per build and plugin family, the inputs that all results of that build share because the
 * plugins remember them. An entry names its ledger when it is stored; the ledger itself is written when the
 * build ends. A ledger that never was (a crash, an input that changed meanwhile) makes its entries stale.
 */
export class LedgerBook {
  readonly #ledgers: Map<string, readonly RecordedInput[]> = new Map()
  /** Ledgers that were written as the name of another one. */
  readonly #nameToSame: Map<string, string> = new Map()
  readonly #verified: Map<string, Verification> = new Map()

  startBuild(): void {
    this.#verified.clear()
  }

  /**
   * Adds a ledger and gives the text to write. Most builds leave the ledger of the one before as it is: then that one's name
   * is all there is to write.
   */
  add(name: string, inputs: readonly RecordedInput[]): string {
    const rows = JSON.stringify(encodeInputs(inputs))
    const same = [...this.#ledgers]
      .slice(-COMPARED)
      .find(([, other]) => other.length === inputs.length && JSON.stringify(encodeInputs(other)) === rows)
    // Only what was written in full is named: so a name leads to inputs, never to another name.
    if (same === undefined) {
      this.#ledgers.set(name, inputs)
    } else {
      this.#nameToSame.set(name, same[0])
    }
    return `[${JSON.stringify(name)},${same === undefined ? rows : JSON.stringify(same[0])}]`
  }

  /** Takes in a ledger as it was written; text of another form is left out. */
  addWritten(text: string): void {
    try {
      const [name, rows] = JSON.parse(text) as unknown[]
      const inputs = decodeInputs(rows)
      if (typeof name === 'string' && inputs !== null) {
        this.#ledgers.set(name, inputs)
      } else if (typeof name === 'string' && typeof rows === 'string') {
        this.#nameToSame.set(name, rows)
      }
    } catch {
      // Not a ledger; its entries are stale.
    }
  }

  /** Null for a ledger that isn't known. */
  inputsOf(name: string): readonly RecordedInput[] | null {
    return this.#ledgers.get(name) ?? this.#ledgers.get(this.#nameToSame.get(name) ?? '') ?? null
  }

  verify(name: string, verifier: InputVerifier): Verification {
    let verification = this.#verified.get(name)
    if (verification === undefined) {
      const inputs = this.inputsOf(name)
      verification =
        inputs === null
          ? { kind: 'stale', input: 'what the plugin remembers', change: 'unfinished', through: null }
          : verifier.verify(inputs, () => 'unknown')
      this.#verified.set(name, verification)
    }
    return verification
  }
}
