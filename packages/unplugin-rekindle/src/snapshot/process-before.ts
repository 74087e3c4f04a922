import { ProcessState } from '../intercept/process-state.ts'

/** The process before a build, as far as hooks may leave something in it that acts after the build. */
export class ProcessBefore {
  readonly #state: ProcessState = new ProcessState()
  readonly #listeners: number = exitListeners()

  /** What the build has changed, in words; null: nothing that is seen. */
  change(): string | null {
    const changed = this.#state.change()
    return changed ?? (exitListeners() > this.#listeners ? 'a listener for the end of the process' : null)
  }
}

function exitListeners(): number {
  return process.listenerCount('exit') + process.listenerCount('beforeExit')
}
