import type { KnownPlugin } from './known-plugin.ts'

/** `@vitejs/plugin-legacy`: compiles finished chunks. */
export const legacy: KnownPlugin = {
  names: [
    'vite:legacy-polyfills',
    'vite:legacy-generate-polyfill-chunk',
    'vite:legacy-post-process',
    'vite:legacy-config',
  ],
  verdict: {
    kind: 'uncached',
    why: 'works on finished chunks, and gathers the polyfills that they need',
  },
}
