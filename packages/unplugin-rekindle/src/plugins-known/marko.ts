import type { KnownPlugin } from './known-plugin.ts'

/** `@marko/vite`: entries of the page are made of what its templates load. */
export const marko: KnownPlugin = {
  names: ['marko', 'marko:virtual', 'marko-vite:pre', 'marko-vite:post'],
  verdict: {
    kind: 'uncached',
    why: 'counts the templates that it compiles, and keeps in memory what they load',
  },
}
