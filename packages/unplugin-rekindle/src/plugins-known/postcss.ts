import type { KnownPlugin } from './known-plugin.ts'

/** `rollup-plugin-postcss`: with `extract` the stylesheet is made in the end of what `transform` has put aside. */
export const postcss: KnownPlugin = {
  names: ['postcss'],
  verdict: {
    kind: 'uncached',
    why: 'keeps the styles in memory for the output',
  },
}
