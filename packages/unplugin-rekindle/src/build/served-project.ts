import type { ResultCache } from '@rekindle/core'
import { noteEdited } from '../intercept/edited-files.ts'
import { type Host, reportFailure } from '../intercept/host.ts'
import { ServedInputs } from './served-inputs.ts'

/** How long a server must have stored nothing before it writes, ms. */
const SETTLING_MS = 300

/** A project whose modules are served to somebody who edits them meanwhile. */
export class ServedProject {
  readonly inputs: ServedInputs
  readonly #host: Host
  readonly #results: ResultCache
  readonly #onSettle: () => void
  #settling: NodeJS.Timeout | undefined

  constructor(host: Host, results: ResultCache, onSettle: () => void) {
    this.#host = host
    this.#results = results
    this.#onSettle = onSettle
    this.inputs = new ServedInputs(host.root)
  }

  /** Files were changed: what is known of them may not be true any more. */
  lookAgain(): void {
    this.#results.lookAgain()
  }

  /** Ids of modules of an environment with a result that was made from a file; `file` is absolute. */
  modulesMadeFrom(context: object, file: string): readonly string[] {
    return this.inputs.modulesMadeFrom(this.#host.environmentOf(context), file)
  }

  /**
   * Takes note of an edit. What was restored of the file, or of what was made from it, runs, so that plugins know these as they
   * were served.
   */
  async prepareEdit(context: object, file: string): Promise<void> {
    const environment = this.#host.environmentOf(context)
    const ids = [file, ...this.modulesMadeFrom(context, file)]
    ids.forEach(noteEdited)
    for (const plugin of this.#host.cachedPlugins) {
      for (const id of ids) {
        try {
          await plugin.modules.fillGapOf(environment, id)
        } catch (error) {
          reportFailure(this.#host, `running ${plugin.name} again`, error)
        }
      }
    }
  }

  /** Nobody tells a server that it is about to end: what was stored is written whenever there is nothing else to do. */
  settleSoon(): void {
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => {
      try {
        this.#results.settle()
        this.#onSettle()
      } catch (error) {
        reportFailure(this.#host, 'writing between requests of a build', error)
      }
    }, SETTLING_MS)
    this.#settling.unref()
  }

  /** All is written anyway. */
  settled(): void {
    clearTimeout(this.#settling)
  }
}
