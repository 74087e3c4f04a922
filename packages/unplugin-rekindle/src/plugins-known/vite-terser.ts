import { holdsFunction } from './holds-function.ts'
import type { ChunkPolicy, KnownPlugin } from './known-plugin.ts'

/** `this` of the hook, as far as it says whether there is anything to do. */
interface Context {
  readonly environment?: {
    readonly config: {
      readonly build?: { readonly minify?: unknown }
      isOutputOptionsForLegacyChunks?(options: unknown): boolean
    }
  }
}

/**
 * Minifies in threads that get the chunk and the options. Options with functions are used in the bundler's own thread, where these may
 * remember what they like. Chunks for old browsers it tells by the very object of their output options.
 */
const chunks: ChunkPolicy = {
  policy: {
    family: 'vite terser',
    packages: 'bundler',
    takesFromOthers: false,
    isPortable: true,
    memory: 'everything',
    hasKnownUnseenReads: true,
    // Found by Vite in a way that tracing doesn't always see.
    configFiles: ['node_modules/terser/package.json'],
  },
  mark: /\bterserOptions\b/,
  optionVariables: ['terserOptions'],
  refuses({ terserOptions }) {
    if (typeof terserOptions !== 'object' || terserOptions === null) {
      return 'its options are not to be seen'
    }
    if ((terserOptions as { readonly nameCache?: unknown }).nameCache) {
      return 'its chunks share the names in its option `nameCache`'
    }
    return holdsFunction(terserOptions) ? 'its options hold a function' : null
  },
  ignoresCall(context, args) {
    const config = (context as Context).environment?.config
    return config?.build?.minify !== 'terser' || config.isOutputOptionsForLegacyChunks?.(args[2]) === true
  },
}

/** Vite's option `build.minify: 'terser'`. */
export const viteTerser: KnownPlugin = {
  names: ['vite:terser'],
  chunks,
  verdict: { kind: 'uncached', why: 'works on finished chunks, whose results are kept apart' },
}
