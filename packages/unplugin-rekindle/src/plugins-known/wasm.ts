import type { KnownPlugin } from './known-plugin.ts'

/** `@rollup/plugin-wasm`: `transform` and the output need what `load` has put aside. */
export const wasm: KnownPlugin = {
  names: ['wasm'],
  verdict: {
    kind: 'uncached',
    why: 'notes in `load` which files it emits in the end',
  },
}
