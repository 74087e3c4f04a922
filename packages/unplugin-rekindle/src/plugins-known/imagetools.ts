import type { KnownPlugin } from './known-plugin.ts'

/** `vite-imagetools`. */
export const imagetools: KnownPlugin = {
  names: ['imagetools'],
  verdict: {
    kind: 'uncached',
    why: 'keeps its images in a folder of its own, which decides what it does',
  },
}
