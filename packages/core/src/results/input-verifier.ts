import type { FingerprintTable } from '../fingerprint/fingerprint-table.ts'
import { describeInput, type InputState, type RecordedInput } from '../fingerprint/input.ts'
import type { InputChange } from './event.ts'

/** Evidence that recorded inputs are not as they were. */
export interface StaleInput {
  readonly kind: 'stale'
  /** In words, as `describeInput` gives them. */
  readonly input: string
  readonly change: InputChange
  /** As in `RecordedInput`. */
  readonly through: string | null
}

/** Whether recorded inputs still have the states they had. */
export type Verification =
  | { readonly kind: 'fresh' }
  | StaleInput
  /** The state of this input of the bundler must be asked for first, which takes time. */
  | { readonly kind: 'pending'; readonly name: string }

/** Tells the state of something only the bundler knows, by name; `pending` if it can't be told at once. */
export type ContextState = (name: string) => InputState | 'unknown' | 'pending'

/** Compares recorded inputs with the present. */
export class InputVerifier {
  readonly #table: FingerprintTable

  constructor(table: FingerprintTable) {
    this.#table = table
  }

  /** In the order of the list, since asking the bundler may have effects: nothing is asked behind a difference. */
  verify(inputs: readonly RecordedInput[], contextState: ContextState): Verification {
    for (const input of inputs) {
      const present = this.#presentState(input, contextState)
      if (present === 'pending') {
        return { kind: 'pending', name: input.name }
      }
      if (present !== input.state) {
        const change = changeOf(input.state, present)
        return { kind: 'stale', input: describeInput(input), change, through: input.through }
      }
    }
    return { kind: 'fresh' }
  }

  #presentState(input: RecordedInput, contextState: ContextState): InputState | 'unknown' | 'pending' {
    const { kind, name } = input
    if (kind === 'context') {
      return contextState(name)
    }
    return this.#table.stateOf(kind, name)
  }
}

function changeOf(recorded: InputState, present: InputState | 'unknown'): InputChange {
  if (recorded === 'absent') {
    return 'appeared'
  }
  return present === 'absent' ? 'disappeared' : 'changed'
}
