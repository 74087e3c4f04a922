import type { KnownPlugin } from './known-plugin.ts'

/** `@rollup/plugin-swc`: `.swcrc`, source maps beside a module and variables of the environment are read out of the tracer's sight. Of 300 TypeScript modules of 5 KB, all restored, nothing was won. */
export const swc: KnownPlugin = {
  names: ['swc'],
  verdict: {
    kind: 'uncached',
    why: 'reads its configs natively, and runs as fast as its results are restored',
  },
}
