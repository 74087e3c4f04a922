import type { KnownPlugin } from './known-plugin.ts'

/** `rollup-plugin-dts`: the type of a module may come from any other one. */
export const dts: KnownPlugin = {
  names: ['dts'],
  verdict: {
    kind: 'uncached',
    why: 'makes declarations from a program of all modules, and collects their imports for the output',
  },
}
