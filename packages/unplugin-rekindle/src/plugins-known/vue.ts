import { fileOfId, type KnownPlugin } from './known-plugin.ts'
import { tsconfigFiles } from './tsconfig-files.ts'

interface VueApi {
  readonly options?: Record<string, unknown>
  readonly include?: unknown
  readonly exclude?: unknown
  readonly version?: unknown
}

/**
 * `@vitejs/plugin-vue`. Compiles each component by itself; scope ids come from the path relative to the root.
 * Types imported by `defineProps<T>()` are read through node:fs, the first of them is looked at on every call.
 * `transform` of a component fills the descriptor memory that the hooks of its sub-requests read.
 */
export const vue: KnownPlugin = {
  names: ['vite:vue'],
  harmlessPackages: ['@vitejs/plugin-vue'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'vue',
      packages: ['@vitejs/plugin-vue'],
      isPortable: true,
      memory: 'linked',
      optionsOf: (plugin) => {
        const api = (plugin as { api?: VueApi }).api
        // The compiler is a package of the toolchain; the server and the root say nothing about a build.
        const { compiler, devServer, root, ...options } = api?.options ?? {}
        return { options, include: api?.include, exclude: api?.exclude, version: api?.version }
      },
      sharedFiles: tsconfigFiles,
      // What it leaves in memory for the hooks of these blocks, which run every time, no restore can put there.
      refusesOutcome: (_call, { code }) =>
        code !== null && /[?&]vue&[^"']*[?&]src=/.test(code) ? 'it names blocks by `src`' : null,
      // The component that names the file decides how it is compiled, and the id doesn't say which that is.
      refusesCall: ({ id }) =>
        /[?&]vue\b.*[?&]src=/.test(id) ? 'compiled with what another component holds' : null,
      // The hook returns nothing for a script, but parses the component for it.
      keepsEmpty: isLeftToOthers,
      rehydratesFrom: (call) =>
        /[?&]vue\b/.test(call.id) && !isLeftToOthers(call) ? fileOfId(call.id) : null,
    },
  },
}

/** Only styles and templates are transformed as sub-requests. */
function isLeftToOthers({ hook, id }: { readonly hook: string; readonly id: string }): boolean {
  return hook === 'transform' && /[?&]vue\b/.test(id) && !/[?&]type=(?:style|template)\b/.test(id)
}
