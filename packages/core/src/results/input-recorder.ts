import type { FingerprintTable } from '../fingerprint/fingerprint-table.ts'
import { describeInput, isPathKind, type RecordedInput } from '../fingerprint/input.ts'
import type { ProjectRoot } from '../key/project-root.ts'
import type { TimedInput } from './plugin-memory.ts'

/** Gives inputs, as they were seen, the states and the portable form in which they are recorded. */
export class InputRecorder {
  readonly #root: ProjectRoot
  readonly #table: FingerprintTable

  constructor(root: ProjectRoot, table: FingerprintTable) {
    this.#root = root
    this.#table = table
  }

  /** An input in words, its path relative to the root. */
  describe({ kind, name }: TimedInput): string {
    return describeInput({ kind, name: isPathKind(kind) ? this.#root.relative(name) : name })
  }

  /** The state of an input as this build found it, in portable form. */
  presentState({ kind, name, through }: TimedInput): RecordedInput {
    const root = this.#root
    const recorded = isPathKind(kind) ? root.relative(name) : name
    const state = kind === 'context' ? 'absent' : this.#table.stateOf(kind, recorded)
    return {
      kind,
      name: recorded,
      state,
      through: through === undefined ? null : root.relative(through),
    }
  }

  /** The present state of an input in portable form; null when it changed since it was read. */
  record(input: TimedInput): RecordedInput | null {
    const root = this.#root
    const { kind } = input
    const through = input.through === undefined ? null : root.relative(input.through)
    if (isPathKind(kind)) {
      const observed = this.#table.observe(kind, input.name, input.readAtMs)
      return observed.kind === 'unstable'
        ? null
        : { kind, name: root.relative(input.name), state: observed.state, through }
    }
    return kind === 'env'
      ? { kind, name: input.name, state: this.#table.envState(input.name), through }
      : null
  }
}
