import { StandingsFile, type StandingsMemo } from './standings-file.ts'
import { type AuditChoice, Trial, type TriedPlugin, UNKNOWN_STEP } from './trial.ts'

/**
 * How far the plugins of one project are trusted, from build to build.
 *
 * Order: `startBuild`, then the others in any order, then `endBuild` while the cache can still be written to.
 */
export class Standings {
  readonly #choice: AuditChoice
  readonly #file: StandingsFile
  readonly #askerToTrial: Map<string, Trial> = new Map()
  /** Modules with a restored result in this build, relative to the root. */
  readonly #restored: Set<string> = new Set()
  #offset = 0

  constructor(choice: AuditChoice, memo: StandingsMemo) {
    this.#choice = choice
    this.#file = new StandingsFile(memo)
  }

  startBuild(): void {
    this.#askerToTrial.clear()
    this.#restored.clear()
    this.#file.read()
    // The order of calls is much the same from build to build.
    this.#offset = Math.floor(Math.random() * UNKNOWN_STEP)
  }

  /** The trial of a plugin in the running build; `whenNew` hears of it first. */
  trialOf(plugin: TriedPlugin, whenNew: (trial: Trial) => void): Trial {
    let trial = this.#askerToTrial.get(plugin.asker)
    if (trial === undefined) {
      trial = new Trial(plugin, this.#file, this.#choice, this.#offset)
      this.#askerToTrial.set(plugin.asker, trial)
      whenNew(trial)
    }
    return trial
  }

  /** Whether no plugin whose calls were measured in this build is worth to be cached. */
  areAllCheap(): boolean {
    return [...this.#askerToTrial.values()].every(({ measured }) => !measured.areDear())
  }

  noteRestored(module: string): void {
    this.#restored.add(module)
  }

  /**
   * `failedModules`: where the build failed, relative to the root. What was restored there is suspect: it is audited the
   * next time.
   */
  endBuild(failedModules: readonly string[]): void {
    for (const trial of this.#askerToTrial.values()) {
      trial.end()
    }
    this.#file.setSuspects(failedModules.filter((module) => this.#restored.has(module)))
    this.#file.write()
  }
}
