import type { BuildOptions, BuildResult } from 'esbuild'
import { describeEsbuildOutput, esbuildOutputs } from './esbuild-outputs.ts'
import { HiddenMetafile } from './hidden-metafile.ts'
import type { ProjectOutputs } from './project-outputs.ts'

/** The deltas of the builds of one call of esbuild's `build` or `context`. */
export class EsbuildDeltas {
  readonly #metafile: HiddenMetafile = new HiddenMetafile()
  readonly #options: BuildOptions

  constructor(options: BuildOptions) {
    this.#options = options
  }

  /** All plugins are set up. */
  prepare(): void {
    this.#metafile.ask(this.#options)
  }

  startBuild(): void {
    this.#metafile.hide(this.#options)
  }

  /** What esbuild writes is written, and nobody else has seen the result. */
  endBuild(outputs: ProjectOutputs, result: BuildResult): void {
    const metafile = this.#metafile.take(result)
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
