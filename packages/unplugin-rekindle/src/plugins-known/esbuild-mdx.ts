import type { KnownPlugin } from './known-plugin.ts'

/** `@mdx-js/esbuild`: a function of the document; what its remark and rehype plugins read is traced. */
export const esbuildMdx: KnownPlugin = {
  names: ['@mdx-js/esbuild'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'esbuild-mdx',
      packages: ['@mdx-js/esbuild'],
      takesFromOthers: false,
      isPortable: false,
      memory: 'everything',
    },
  },
}
