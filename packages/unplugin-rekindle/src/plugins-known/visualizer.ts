import type { KnownPlugin } from './known-plugin.ts'

/** `rollup-plugin-visualizer`: has no hook that could be cached, and tells nobody what it hears. */
export const visualizer: KnownPlugin = {
  names: ['visualizer'],
  verdict: {
    kind: 'uncached',
    why: 'draws the finished bundle',
  },
}
