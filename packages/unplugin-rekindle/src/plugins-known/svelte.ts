import type { KnownPlugin } from './known-plugin.ts'
import { refusalOfNativeScanner } from './native-scanner.ts'
import { tsconfigFiles } from './tsconfig-files.ts'

const CONFIG_FILES = ['svelte.config.js', 'svelte.config.mjs', 'svelte.config.ts']

/** The compiling parts of `@sveltejs/vite-plugin-svelte`. The styles travel in `meta`, which is restored. */
export const svelteCompile: KnownPlugin = {
  names: ['vite-plugin-svelte:compile', 'vite-plugin-svelte:compile-module'],
  harmlessPackages: ['@sveltejs/vite-plugin-svelte'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'svelte',
      packages: ['@sveltejs/vite-plugin-svelte'],
      isPortable: true,
      memory: 'everything',
      configFiles: CONFIG_FILES,
    },
  },
}

/**
 * Style preprocessors read partials in other processes and name them only in watch mode, so a component that
 * needs one is preprocessed every time.
 */
export const sveltePreprocess: KnownPlugin = {
  names: ['vite-plugin-svelte:preprocess'],
  verdict: {
    kind: 'cached',
    policy: {
      // Apart from the compiler, which must not depend on what style preprocessors have read.
      family: 'svelte-preprocess',
      packages: ['@sveltejs/vite-plugin-svelte'],
      isPortable: true,
      memory: 'everything',
      configFiles: CONFIG_FILES,
      sharedFiles: tsconfigFiles,
      refusesCall: ({ code }) =>
        code !== null && /<(style|template)\b[^>]*\b(lang|type|src)\b/.test(code)
          ? 'a preprocessor whose reads are not declared'
          : null,
      // A preprocessor may hand plain styles to PostCSS, too.
      refusesOutcome: (call, { code }) =>
        (code ?? call.code)?.includes('<style') === true ? refusalOfNativeScanner() : null,
    },
  },
}

export const svelteLoaders: KnownPlugin = {
  names: ['vite-plugin-svelte:load-compiled-css', 'vite-plugin-svelte:load-custom'],
  verdict: { kind: 'uncached', why: 'hands out what another hook has put into the module graph' },
}

export const svelteHotUpdate: KnownPlugin = {
  names: ['vite-plugin-svelte:hot-update'],
  verdict: { kind: 'uncached', why: 'remembers what was compiled, for hot reload' },
}
