import type { KnownPlugin } from './known-plugin.ts'

/** `@rollup/plugin-typescript`: `load` hands out what the program has emitted, and the rest is written in the end. */
export const typescript: KnownPlugin = {
  names: ['typescript'],
  verdict: {
    kind: 'uncached',
    why: 'compiles the whole program when the build starts, whatever is restored',
  },
}
