import * as engine from '../engine.ts'

export type Engine = typeof engine

/** The engine as it stands in the sources. In the package `load-built-engine.ts` is in the place of this file. */
export function loadEngine(): Engine {
  return engine
}
