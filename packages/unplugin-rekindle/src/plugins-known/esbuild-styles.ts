import path from 'node:path'
import type { CachePolicy, KnownPlugin } from './known-plugin.ts'
import { readInSight } from './read-in-sight.ts'

const POLICY: CachePolicy = {
  family: 'esbuild-postcss',
  packages: ['esbuild-postcss'],
  isPortable: false,
  memory: 'everything',
  refusesOutcome: readInSight,
}

/** `esbuild-postcss`. Finds its config in its setup; what its PostCSS plugins read is traced. */
export const esbuildPostcss: KnownPlugin = {
  names: ['postcss'],
  mark: /No PostCSS Config found/,
  verdict: { kind: 'cached', policy: POLICY },
}

/**
 * `esbuild-style-plugin`: Sass, Less, Stylus and PostCSS. The compiled style goes with the result to the load of another module,
 * which only hands it out.
 */
export const esbuildStyle: KnownPlugin = {
  names: ['esbuild-style-plugin'],
  verdict: {
    kind: 'cached',
    policy: {
      ...POLICY,
      family: 'esbuild-style-plugin',
      packages: ['esbuild-style-plugin'],
      // Modules of styles are named by their importer, relative to the working folder.
      ignoresCall: ({ id }) => !path.isAbsolute(id),
    },
  },
}

/** `esbuild-css-modules-plugin`: Lightning CSS reads out of sight, and the styles wait in memory for another load and for the end. */
export const esbuildCssModules: KnownPlugin = {
  names: ['esbuild-css-modules-plugin'],
  verdict: {
    kind: 'uncached',
    why: 'keeps the styles in memory for another load and for the output',
  },
}
