import type { KnownPlugin } from './known-plugin.ts'

/** What can't be a document: the plugin has no filter and is asked about every module. */
const OTHER_LANGUAGE: RegExp = /\.(?:[cm]?[jt]sx?|vue|svelte|css|scss|sass|less|styl|json|svg|html)(?:$|\?)/

/** `@mdx-js/rollup`: a function of the document; what its remark and rehype plugins read is traced. */
export const mdx: KnownPlugin = {
  names: ['@mdx-js/rollup'],
  harmlessPackages: ['@mdx-js/rollup'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'mdx',
      packages: ['@mdx-js/rollup'],
      takesFromOthers: false,
      seesConfig: false,
      environment: 'when-used',
      isPortable: true,
      memory: 'everything',
      ignoresCall: ({ id }) => OTHER_LANGUAGE.test(id),
    },
  },
}
