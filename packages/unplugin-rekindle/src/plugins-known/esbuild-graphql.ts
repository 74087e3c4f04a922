import type { KnownPlugin } from './known-plugin.ts'

/** `@luckycatfactory/esbuild-graphql-loader`: of documents that differ in white space only, all get the positions of the first one. */
export const esbuildGraphql: KnownPlugin = {
  names: ['graphql-loader'],
  verdict: {
    kind: 'uncached',
    why: 'remembers the documents of all modules',
  },
}
