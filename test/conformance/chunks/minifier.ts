import * as terserPlugin from '@rollup/plugin-terser'

export type MinifierOptions = terserPlugin.Options

interface Minifier {
  readonly name: string
  /** Threads in which the last chunks were minified; 0: there was none. */
  readonly numOfWorkersUsed: number
}

/** Rollup's plugin for terser; its types are those of another module format than its code. */
export const minifier = terserPlugin.default as unknown as (options?: MinifierOptions) => Minifier
