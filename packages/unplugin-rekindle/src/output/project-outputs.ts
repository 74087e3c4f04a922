import path from 'node:path'
import type { Delta, EventListener, ProjectRoot, RekindleEvent, ResultCache } from '@rekindle/core'
import type { RekindleOptions } from '../options/options.ts'
import { BuildDeltas, type DeltaRoom } from './build-deltas.ts'
import { DeltaFile } from './delta-file.ts'
import { EmittedModules } from './emitted-modules.ts'
import { KeptTimes } from './kept-times.ts'
import { RememberedOutputs } from './remembered-outputs.ts'

/** What is known of the outputs of one environment. */
export interface EnvironmentOutputs {
  readonly deltas: BuildDeltas
  readonly keptTimes: KeptTimes
}

/** Whether anybody is told what a build has changed. */
export function wantsDeltas({ writeDelta, onDelta, onEvent }: RekindleOptions): boolean {
  return writeDelta !== undefined || onDelta !== undefined || onEvent !== undefined
}

/** The outputs of a project: what its builds write, and how that differs from build to build. */
export class ProjectOutputs {
  readonly root: ProjectRoot
  readonly #environmentOf: (context: object) => string
  readonly #emit: EventListener
  readonly #onDelta: RekindleOptions['onDelta']
  readonly #file: DeltaFile | null
  readonly #room: DeltaRoom
  readonly #environments: Map<string, EnvironmentOutputs> = new Map()

  constructor(
    options: RekindleOptions,
    root: ProjectRoot,
    environmentOf: (context: object) => string,
    results: ResultCache,
    emit: EventListener,
  ) {
    const { writeDelta, onDelta } = options
    this.root = root
    this.#environmentOf = environmentOf
    this.#emit = emit
    this.#onDelta = onDelta
    this.#file = writeDelta === undefined ? null : new DeltaFile(path.resolve(root.directory, writeDelta))
    this.#room = {
      isWanted: wantsDeltas(options),
      remembered: new RememberedOutputs(results),
      modules: new EmittedModules(),
      tell: (delta, outputs) => this.#tell(delta, outputs),
    }
  }

  see(event: RekindleEvent): void {
    if (this.#room.isWanted) {
      this.#room.modules.see(event)
    }
  }

  startBuild(context: object): void {
    this.inEnvironmentOf(context, ({ deltas, keptTimes }) => {
      deltas.startBuild()
      keptTimes.startBuild()
    })
  }

  /** A failure is an event; the build goes on. */
  inEnvironmentOf(context: object, act: (outputs: EnvironmentOutputs) => void): void {
    try {
      const environment = this.#environmentOf(context)
      let outputs = this.#environments.get(environment)
      if (outputs === undefined) {
        outputs = { deltas: new BuildDeltas(this.#room, environment), keptTimes: new KeptTimes() }
        this.#environments.set(environment, outputs)
      }
      act(outputs)
    } catch (error) {
      this.#emit({ kind: 'cache-failed', during: 'looking at the outputs', message: String(error) })
    }
  }

  #tell(delta: Delta, outputs: readonly string[]): void {
    this.#emit({ kind: 'delta', ...delta })
    try {
      this.#file?.write(delta, outputs)
    } catch (error) {
      this.#emit({ kind: 'cache-failed', during: 'writing the delta', message: String(error) })
    }
    try {
      this.#onDelta?.(delta)
    } catch {
      // A listener must not be able to fail the build.
    }
  }
}
