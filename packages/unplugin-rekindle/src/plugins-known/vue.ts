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
      // The last component that names such a file decides how it is compiled, and which one that is, no id says.
      refusesOutcome: (_call, { code }) =>
        code !== null && partNames(code).includes(UNSCOPED) ? 'it names blocks by `src`' : null,
      refusesCall: ({ id }, moduleOf) => {
        const name = partNames(id)[0]
        return name !== undefined && (name === UNSCOPED || moduleOf(name) === null)
          ? 'compiled with what another component holds'
          : null
      },
      partNames,
      // Whether only the template has changed stands in the code; and the script is compiled in `handleHotUpdate`.
      comparesEdits: true,
      // The hook returns nothing for a script, but parses the component for it.
      keepsEmpty: isLeftToOthers,
      rehydratesFrom: (call, moduleOf) => {
        if (!/[?&]vue\b/.test(call.id) || isLeftToOthers(call)) {
          return null
        }
        const name = partNames(call.id)[0]
        if (name === undefined) {
          return fileOfId(call.id)
        }
        // What `load` gives is the file.
        return call.hook === 'load' ? null : moduleOf(name)
      },
    },
  },
}

/** What stands for the component in ids of files that it names by `src`, where it has no scope of its own. */
const UNSCOPED = 'true'

/** Scope ids of the components that are named in ids of blocks with a `src`. */
function partNames(code: string): readonly string[] {
  // Hardly any code names one, and the pattern takes long to find that out.
  if (!code.includes('&src=')) {
    return []
  }
  return [...code.matchAll(/[?&]vue&[^"'\s]*?&src=([^&"'\s]+)/g)].map((match) => match[1] ?? '')
}

/** Only styles and templates are transformed as sub-requests. */
function isLeftToOthers({ hook, id }: { readonly hook: string; readonly id: string }): boolean {
  return hook === 'transform' && /[?&]vue\b/.test(id) && !/[?&]type=(?:style|template)\b/.test(id)
}
