import type { KnownPlugin } from './known-plugin.ts'

/**
 * The React Compiler in native code, of `@vitejs/plugin-react`: a function of the code, its options, and of what Vite's config
 * says of source maps. It reads no files.
 */
export const reactCompiler: KnownPlugin = {
  names: ['vite:react-compiler'],
  harmlessPackages: ['@vitejs/plugin-react'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'react-compiler',
      packages: ['@vitejs/plugin-react', 'oxc-transform-react'],
      takesFromOthers: false,
      isPortable: true,
      memory: 'everything',
    },
  },
}

export const reactRefresh: KnownPlugin = {
  names: ['vite:react-refresh', 'vite:react-virtual-preamble'],
  verdict: { kind: 'uncached', why: 'gives out a text that is always the same' },
}
