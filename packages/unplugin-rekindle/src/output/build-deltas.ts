import type { Delta, OutputFile } from '@rekindle/core'
import { compareOutputs, type OutputSet } from './compare-outputs.ts'
import type { EmittedModules } from './emitted-modules.ts'
import type { RememberedOutputs } from './remembered-outputs.ts'

/** What the deltas of a project have in common. */
export interface DeltaRoom {
  /** Whether anybody wants to know. */
  readonly isWanted: boolean
  readonly remembered: RememberedOutputs
  readonly modules: EmittedModules
  /** `outputs` tell of which of the outputs. */
  readonly tell: (delta: Delta, outputs: readonly string[]) => void
}

/**
 * Tells after each build of an environment how its outputs differ from those of the build before: of this process, or of
 * the one that the store remembers.
 *
 * A build may have several outputs. What is told once the last of those that were begun is written holds for all of them;
 * outputs that are begun after that tell of everything once more.
 */
export class BuildDeltas {
  readonly #room: DeltaRoom
  readonly #environment: string
  /** Outputs of the build before and of this one, by what tells outputs apart. */
  readonly #before: Map<string, OutputSet> = new Map()
  readonly #now: Map<string, OutputSet> = new Map()
  /** How many outputs are being made. */
  #pending = 0

  constructor(room: DeltaRoom, environment: string) {
    this.#room = room
    this.#environment = environment
  }

  get isWanted(): boolean {
    return this.#room.isWanted
  }

  startBuild(): void {
    for (const [output, files] of this.#now) {
      this.#before.set(output, files)
    }
    this.#now.clear()
    this.#pending = 0
    this.#room.modules.startBuild(this.#environment)
  }

  /** An output is being made. */
  begin(): void {
    this.#pending += 1
  }

  /** An output that was begun isn't written. */
  giveUp(): void {
    this.#pending = Math.max(0, this.#pending - 1)
  }

  /**
   * An output that was begun is written. `output` tells it from others of the environment, in the same way in every
   * process; of files with the same path the last one counts.
   */
  end(output: string, files: readonly OutputFile[]): void {
    this.giveUp()
    const name = `${this.#environment}\0${output}`
    const written = files.map((file): [string, OutputFile] => [file.file, file])
    this.#now.set(name, new Map([...(this.#now.get(name) ?? []), ...written]))
    if (this.#pending === 0) {
      this.#tell()
    }
  }

  #tell(): void {
    const { remembered, modules, tell } = this.#room
    const before = [...this.#now.keys()].map(
      (output) => this.#before.get(output) ?? remembered.recall(output),
    )
    for (const [index, output] of [...this.#now.keys()].entries()) {
      this.#before.set(output, before[index] ?? new Map())
    }
    const difference = compareOutputs(union(before), union([...this.#now.values()]))
    for (const [output, files] of this.#now) {
      remembered.memorize(output, files)
    }
    const delta = { environment: this.#environment, ...difference, modules: modules.of(this.#environment) }
    tell(delta, [...this.#now.keys()])
  }
}

function union(sets: readonly OutputSet[]): OutputSet {
  return new Map(sets.flatMap((files) => [...files]))
}
