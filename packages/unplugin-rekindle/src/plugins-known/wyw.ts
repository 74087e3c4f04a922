import type { KnownPlugin } from './known-plugin.ts'

/** `@wyw-in-js/vite`, on which Linaria stands: runs parts of other modules and keeps the styles that come of it. */
export const wyw: KnownPlugin = {
  names: ['wyw-in-js'],
  verdict: {
    kind: 'uncached',
    why: 'runs other modules, and keeps the styles in memory for its `load`',
  },
}
