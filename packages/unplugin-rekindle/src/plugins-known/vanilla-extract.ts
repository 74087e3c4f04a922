import type { KnownPlugin } from './known-plugin.ts'

/** `@vanilla-extract/vite-plugin`: a module builder of its own runs the stylesheet with all that it imports. */
export const vanillaExtract: KnownPlugin = {
  names: ['vite-plugin-vanilla-extract'],
  verdict: {
    kind: 'uncached',
    why: 'runs modules that a builder of its own loads, and keeps their styles in memory for its `load`',
  },
}
