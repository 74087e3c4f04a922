import type { KnownPlugin } from './known-plugin.ts'

/** `@mdx-js/rollup`: a function of the document; what its remark and rehype plugins read is traced. */
export const mdx: KnownPlugin = {
  names: ['@mdx-js/rollup'],
  verdict: { kind: 'cached', policy: { family: 'mdx', isPortable: true, memory: 'everything' } },
}
