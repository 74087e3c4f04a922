import {
  type HookTrace,
  type InputState,
  type ProjectRoot,
  type RecordedInput,
  runningTrace,
} from '@rekindle/core'
import { type ContextQuestion, nameOfQuestion } from './context-question.ts'
import type { JournalStep } from './journal.ts'
import { type FieldListener, fieldState, settledField } from './module-info.ts'
import { ProcessState } from './process-state.ts'
import { rootInput } from './root-input.ts'

const records: WeakMap<HookTrace, HookRecord> = new WeakMap()

/** The record of the call that the running code belongs to; null: none. */
export function runningRecord(): HookRecord | null {
  const trace = runningTrace()
  return trace === undefined ? null : (records.get(trace) ?? null)
}

/** What a hook did through its context. */
export class HookRecord implements FieldListener {
  readonly journal: JournalStep[] = []
  readonly #trace: HookTrace
  readonly #root: ProjectRoot
  /** Id of the module that the call is about: it has no code yet, and what it has so far is settled. */
  readonly #ownId: string
  /** By name, in the order in which the hook asked. */
  readonly #answers: Map<string, InputState> = new Map()
  /** How many printed lines are in the journal. */
  #printed = 0
  /** How many questions the bundler hasn't answered yet. */
  #open = 0
  readonly #process: ProcessState = new ProcessState()
  readonly #metas: { readonly info: object; readonly state: InputState }[] = []

  constructor(trace: HookTrace, root: ProjectRoot, ownId: string) {
    this.#trace = trace
    this.#root = root
    this.#ownId = ownId
    records.set(trace, this)
  }

  add(step: JournalStep | null, unrecordable: string): void {
    if (step === null) {
      this.refuse(unrecordable)
    } else {
      this.addPrinted()
      this.journal.push(step)
    }
  }

  /** Takes the lines in that were printed since the last step. */
  addPrinted(): void {
    for (const line of this.#trace.printed.slice(this.#printed)) {
      this.journal.push({ step: 'print', ...line })
    }
    this.#printed = this.#trace.printed.length
  }

  /** The result can't be kept, for this reason. */
  refuse(reason: string): void {
    this.#trace.effects.add(reason)
  }

  /** Notes that the hook asks, and returns what notes that it was answered or refused. */
  asks(): () => void {
    this.#open += 1
    return () => {
      this.#open -= 1
    }
  }

  /**
   * What forbids to keep the result, now that the hook has ended, in words; null: nothing. `isUnknown` says that nothing is
   * known of its plugin.
   */
  refusalInTheEnd(isUnknown: boolean): string | null {
    if (this.#open > 0) {
      // A restore would neither ask nor bring in what was asked for.
      return 'a question to the bundler whose answer it does not wait for'
    }
    if (this.#hasChangedMeta()) {
      return 'a change of meta of a module'
    }
    if (isUnknown && this.#trace.hasPendingCallbacks()) {
      return 'a timer or callback that it does not wait for'
    }
    return this.#process.change()
  }

  /** Notes that the hook has asked the bundler, and what it got; null: that has no text form. */
  answered(question: ContextQuestion, state: InputState | null): void {
    const named = nameOfQuestion(question, this.#root)
    if (named.kind === 'none' || state === null) {
      this.refuse(`${nameOf(question)} with a value that can't be written down`)
      return
    }
    const { kind, name } = named
    if (kind === 'bound') {
      const root = rootInput(this.#root)
      this.#answers.set(root.name, root.state)
    }
    const known = this.#answers.get(name)
    if (known !== undefined && known !== state) {
      this.refuse(`${nameOf(question)} with two different answers`)
    }
    this.#answers.set(name, known ?? state)
  }

  sawField(info: object, field: string): void {
    const { id, code } = info as { readonly id: string; readonly code?: unknown }
    const read = settledField(field)
    const isUnfinished = (code === null || code === undefined) && id !== this.#ownId
    if (read === null || (isUnfinished && read !== 'id' && read !== 'isExternal')) {
      this.refuse(`this.getModuleInfo().${field}`)
      return
    }
    const state = fieldState(info, read, this.#root)
    this.answered({ ask: 'module-info', id, field: read }, state)
    if (read === 'meta' && state !== null) {
      this.#metas.push({ info, state })
    }
  }

  /** Inputs of kind `context`, in the order in which the hook asked for them. */
  contextInputs(): readonly RecordedInput[] {
    return [...this.#answers].map(([name, state]) => ({ kind: 'context', name, state, through: null }))
  }

  /** Whether the hook has changed what it was given: `meta` of a module is an object that it may write to. */
  #hasChangedMeta(): boolean {
    return this.#metas.some(({ info, state }) => fieldState(info, 'meta', this.#root) !== state)
  }
}

/** In words: what the hook has asked, or looked at. */
function nameOf(question: ContextQuestion): string {
  return 'path' in question ? question.path.join('.') : `this.${question.ask}`
}
