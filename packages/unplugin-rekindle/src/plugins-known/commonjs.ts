import type { KnownPlugin } from './known-plugin.ts'

/** `@rollup/plugin-commonjs`: asks the module graph, and `load` makes modules of what `transform` has found. */
export const commonjs: KnownPlugin = {
  names: ['commonjs'],
  verdict: {
    kind: 'uncached',
    why: 'its results depend on how other modules import and export',
  },
}
