import { BABEL_CONFIG_FILES } from './babel.ts'
import type { KnownPlugin } from './known-plugin.ts'
import { readAnew } from './read-anew.ts'

/** `esbuild-plugin-babel`: a function of the module and of the config files that Babel looks up. */
export const esbuildBabel: KnownPlugin = {
  names: ['babel'],
  mark: /['"]esbuild-plugin-babel['"]/,
  verdict: {
    kind: 'cached',
    policy: {
      family: 'esbuild-babel',
      packages: ['esbuild-plugin-babel'],
      takesFromOthers: false,
      isPortable: false,
      memory: 'everything',
      configFiles: BABEL_CONFIG_FILES,
      refusesOutcome: readAnew,
    },
  },
}
