import type { KnownPlugin } from './known-plugin.ts'

/** `@rollup/plugin-node-resolve`. The file that it finds is in the key of all who transform it. */
export const nodeResolve: KnownPlugin = {
  names: ['node-resolve'],
  verdict: {
    kind: 'uncached',
    why: 'says which file is meant, and loads nothing but an empty module',
  },
}
