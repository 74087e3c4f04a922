import type { KnownPlugin } from './known-plugin.ts'

/** `@rollup/plugin-terser`: has no hook that could be cached, and tells nobody what it hears. */
export const terser: KnownPlugin = {
  names: ['terser'],
  verdict: {
    kind: 'uncached',
    why: 'works on finished chunks',
  },
}
