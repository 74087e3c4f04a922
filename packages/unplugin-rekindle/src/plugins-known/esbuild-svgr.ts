import type { KnownPlugin } from './known-plugin.ts'
import { readAnew } from './read-anew.ts'

/** `esbuild-plugin-svgr`: a function of the drawing and of the config files that SVGR looks up. */
export const esbuildSvgr: KnownPlugin = {
  names: ['svgr'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'esbuild-svgr',
      // No `packages`: it is an obvious name for a plugin in a script, too.
      isPortable: false,
      memory: 'everything',
      refusesOutcome: readAnew,
    },
  },
}
