import type { ConfigCaller } from '../build/config-caller.ts'
import { type Engine, loadEngine } from '../entry/load-engine.ts'
import type { RekindleOptions } from '../options/options.ts'
import { quietOptions } from './quiet-options.ts'
import {
  type Bundler,
  expectedStart,
  noteLoudStart,
  noteQuietStart,
  type QuietStart,
  stampOf,
} from './start-note.ts'
import type { StartNotes } from './start-notes.ts'

const NOTES: StartNotes = { quietOptions, noteQuietStart, noteLoudStart, stampOf }

/** Makes the hooks for one bundler; `notes` are for builds that needn't be looked at. */
type HooksOf = (options: RekindleOptions, caller: ConfigCaller | null, notes: StartNotes) => object

/** What stands behind the entry for one bundler: the engine, or what is there in its place where nothing is worth caching. */
export class EngineEntry {
  readonly #bundler: Bundler
  readonly #expected: QuietStart | null
  readonly #engine: Engine | null
  #calls = 0

  /** To be made when the entry is imported: what a config reads before it calls the plugin is seen only if the engine is there by then. */
  constructor(bundler: Bundler) {
    this.#bundler = bundler
    this.#expected = expectedStart(bundler)
    this.#engine = this.#expected === null ? loadEngine() : null
  }

  /**
   * @param factory what the config calls
   * @throws RekindleError when an option is unknown or has the wrong form
   */
  pluginFor(
    options: RekindleOptions | undefined,
    factory: (...args: never[]) => unknown,
    hooksOf: (engine: Engine) => HooksOf,
    asideOf: (expected: QuietStart) => object,
  ): object {
    this.#calls += 1
    const quiet = quietOptions(options)
    if (this.#calls > 1 && quiet !== null) {
      noteLoudStart(this.#bundler)
    }
    if (this.#engine !== null) {
      const makeHooks = hooksOf(this.#engine)
      return this.#engine.pluginFor((given, caller) => makeHooks(given, caller, NOTES), options, factory)
    }
    if (this.#calls === 1 && this.#expected !== null && quiet === this.#expected.options) {
      return asideOf(this.#expected)
    }
    // Too late to cache anything: nobody has seen what the config has read.
    noteLoudStart(this.#bundler)
    loadEngine().checkOptions(options)
    return { name: 'rekindle' }
  }
}
