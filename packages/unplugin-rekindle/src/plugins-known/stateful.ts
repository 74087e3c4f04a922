import type { KnownPlugin } from './known-plugin.ts'

/** Plugins that are common, and that a cache of single hook calls can't serve. */
export const stateful: readonly KnownPlugin[] = [
  {
    names: ['commonjs'],
    verdict: { kind: 'uncached', why: 'its results depend on how other modules import and export' },
  },
  {
    names: ['typescript'],
    verdict: {
      kind: 'uncached',
      why: 'compiles the whole program when the build starts, whatever is restored',
    },
  },
  {
    names: ['vite:css-post'],
    verdict: { kind: 'uncached', why: 'keeps the styles in memory for the output' },
  },
]
