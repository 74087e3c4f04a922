import type { BuildOptions, BuildResult, Metafile } from 'esbuild'
import { describeEsbuildOutput, esbuildOutputs } from './esbuild-outputs.ts'
import type { ProjectOutputs } from './project-outputs.ts'

/** The deltas of the builds of one call of esbuild's `build` or `context`. */
export class EsbuildDeltas {
  readonly #options: BuildOptions

  constructor(options: BuildOptions) {
    this.#options = options
  }

  /** Whether there will be any, so that a metafile is needed. */
  get isWriting(): boolean {
    return this.#options.write !== false
  }

  /** What esbuild writes is written. `metafile` is there also where nobody else has asked for it. */
  endBuild(outputs: ProjectOutputs, result: BuildResult, metafile: Metafile | undefined): void {
    if (result.errors.length > 0 || this.#options.write === false) {
      return
    }
    outputs.inEnvironmentOf(this, ({ deltas }) => {
      if (metafile === undefined) {
        throw new Error('esbuild was not asked which files it writes, since a plugin would have noticed')
      }
      const output = describeEsbuildOutput(outputs.root, this.#options)
      deltas.end(output, esbuildOutputs(outputs.root, metafile))
    })
  }
}
