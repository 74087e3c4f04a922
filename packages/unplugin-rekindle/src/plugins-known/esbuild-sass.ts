import type { KnownPlugin } from './known-plugin.ts'
import { readAnew } from './read-anew.ts'

/**
 * `esbuild-sass-plugin`. Its importers read through node:fs, and it names what was loaded; the places where it looked in vain
 * are traced. With the embedded compiler nothing is kept, since that answers from another process.
 */
export const esbuildSass: KnownPlugin = {
  names: ['sass-plugin'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'esbuild-sass',
      // No `packages`: it is an obvious name for a plugin in a script, too.
      isPortable: false,
      memory: 'everything',
      refusesOutcome: readAnew,
    },
  },
}
