import type { KnownPlugin } from './known-plugin.ts'
import { readInSight } from './read-in-sight.ts'

const STYLES: RegExp = /\nimport "([^"\n]*\.esbuild-svelte-fake-css)";$/

/**
 * `esbuild-svelte`. The load of a component puts its styles into memory, where another load finds them: that is made at
 * once, and kept beside the component.
 */
export const esbuildSvelte: KnownPlugin = {
  names: ['esbuild-svelte'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'esbuild-svelte',
      packages: ['esbuild-svelte'],
      takesFromOthers: false,
      isPortable: false,
      memory: 'everything',
      ignoresCall: ({ id }) => id.endsWith('.esbuild-svelte-fake-css'),
      refusesOutcome: readInSight,
      loadsApart(result) {
        const { contents } = (result ?? {}) as { readonly contents?: unknown }
        const path = typeof contents === 'string' ? STYLES.exec(contents)?.[1] : undefined
        return path === undefined ? null : { path, namespace: 'fakecss' }
      },
    },
  },
}
