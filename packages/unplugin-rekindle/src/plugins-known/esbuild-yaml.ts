import type { KnownPlugin } from './known-plugin.ts'
import { readAnew } from './read-anew.ts'

/** `esbuild-yaml`: a function of the text. Its parser takes fifty times as long as a restore; that of `esbuild-plugin-yaml` does not. */
export const esbuildYaml: KnownPlugin = {
  names: ['yaml'],
  mark: /yaml-raw/,
  verdict: {
    kind: 'cached',
    policy: {
      family: 'esbuild-yaml',
      packages: ['esbuild-yaml'],
      takesFromOthers: false,
      isPortable: false,
      memory: 'everything',
      refusesOutcome: readAnew,
    },
  },
}
