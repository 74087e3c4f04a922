import type { KnownPlugin } from './known-plugin.ts'

/** `@rollup/plugin-url`: copies the files itself, without the bundler. */
export const url: KnownPlugin = {
  names: ['url'],
  verdict: {
    kind: 'uncached',
    why: 'notes in `load` which files it copies in the end',
  },
}
