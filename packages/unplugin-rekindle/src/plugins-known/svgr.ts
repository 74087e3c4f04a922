import type { KnownPlugin } from './known-plugin.ts'
import { tsconfigFiles } from './tsconfig-files.ts'

/** `vite-plugin-svgr`: `load` reads the drawing itself; the drawing is an input of the result. */
export const svgr: KnownPlugin = {
  names: ['vite-plugin-svgr'],
  harmlessPackages: ['vite-plugin-svgr'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'svgr',
      packages: ['vite-plugin-svgr'],
      takesFromOthers: false,
      seesConfig: false,
      environment: 'when-used',
      isPortable: true,
      memory: 'everything',
      sharedFiles: tsconfigFiles,
      // The plugin has no filter and is asked about every module.
      ignoresCall: ({ id }) => !id.includes('.svg'),
    },
  },
}

/** `@svgr/rollup`: reads the drawing itself; what it and its optimizer look for as configs is traced. */
export const svgrRollup: KnownPlugin = {
  names: ['svgr'],
  mark: /["']\.svg["']/,
  verdict: {
    kind: 'cached',
    policy: {
      family: '@svgr/rollup',
      packages: ['@svgr/rollup'],
      takesFromOthers: false,
      seesConfig: false,
      environment: 'when-used',
      isPortable: true,
      memory: 'everything',
      ignoresCall: ({ id }) => !id.endsWith('.svg'),
    },
  },
}
