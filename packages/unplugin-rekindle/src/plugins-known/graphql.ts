import type { KnownPlugin } from './known-plugin.ts'

/** `@rollup/plugin-graphql`: of documents that differ in white space only, all get the text of the first one; a fragment is warned of where its name was met before. */
export const graphql: KnownPlugin = {
  names: ['graphql'],
  verdict: {
    kind: 'uncached',
    why: 'remembers the documents and fragments of all modules',
  },
}
