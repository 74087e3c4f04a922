import { hasRecordedBuild, type ProjectRoot, type ResultCache, recordBuild } from '@rekindle/core'
import { type ModuleInfoSource, moduleInfoFacts } from './module-info-facts.ts'
import { type MadeFrom, ModuleInputs } from './module-inputs.ts'

/** Stores the graph of each build that has made something new. */
export class GraphRecorder {
  readonly #root: ProjectRoot
  readonly #results: ResultCache
  readonly #moduleInputs: ModuleInputs = new ModuleInputs()
  /** Whether a result was stored in this build. */
  #hasStored = false

  constructor(root: ProjectRoot, results: ResultCache) {
    this.#root = root
    this.#results = results
  }

  startBuild(): void {
    this.#moduleInputs.clear()
    this.#hasStored = false
  }

  /** What a result of this build was made from. */
  note(environment: string, id: string, made: MadeFrom): void {
    this.#moduleInputs.note(environment, id, made)
  }

  noteStored(): void {
    this.#hasStored = true
  }

  /**
   * Stores the graph of an environment whose modules are all there now, before the end of its build; gives the number of its
   * modules. Null: it wouldn't pay. A build that has stored no result has the graph of the one before, but for modules that no
   * cached plugin works on; those are told by their sources.
   */
  record(environment: string, bundler: ModuleInfoSource): number | null {
    const { store } = this.#results
    if (store === null || !(this.#hasStored || !hasRecordedBuild(store, environment))) {
      return null
    }
    const root = this.#root
    const facts = moduleInfoFacts(bundler, root, (id) => this.#moduleInputs.of(environment, id))
    const groups = this.#moduleInputs.groups((ledger) => this.#results.inputsOfLedger(ledger))
    return recordBuild(store, environment, facts, groups, (file) => {
      const state = this.#results.stateOf(`${root.absolute(file)}${file.endsWith('/') ? '/' : ''}`)
      return state === 'directory' || state === 'special' ? null : state
    }).modules
  }
}
