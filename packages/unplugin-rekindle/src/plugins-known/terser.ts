import { holdsFunction } from './holds-function.ts'
import type { ChunkPolicy, KnownPlugin } from './known-plugin.ts'

/**
 * Minifies in threads that get the chunk and the options as text, and read nothing. With `nameCache` each chunk goes on with the names
 * that the chunks before it were given. A function among the options runs in a thread, where it may look at the process's environment.
 */
const chunks: ChunkPolicy = {
  policy: {
    family: 'terser',
    packages: ['@rollup/plugin-terser'],
    takesFromOthers: false,
    seesConfig: false,
    isPortable: true,
    memory: 'everything',
    hasKnownUnseenReads: true,
  },
  mark: /\bworkerPool\b.*\bnameCache\b/s,
  optionVariables: ['options'],
  refuses({ options }) {
    if (typeof options !== 'object' || options === null) {
      return 'its options are not to be seen'
    }
    if ((options as { readonly nameCache?: unknown }).nameCache) {
      return 'its chunks share the names in its option `nameCache`'
    }
    return holdsFunction(options) ? 'its options hold a function' : null
  },
}

/** `@rollup/plugin-terser`: has no other hook that could be cached, and tells nobody what it hears. */
export const terser: KnownPlugin = {
  names: ['terser'],
  chunks,
  verdict: {
    kind: 'uncached',
    why: 'works on finished chunks, whose results are kept apart',
  },
}
