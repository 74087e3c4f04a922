import type { KnownPlugin } from './known-plugin.ts'

/**
 * `@vitejs/plugin-vue-jsx`: Babel without config files. What it takes from Vite's config (source maps, the root) is in
 * the toolchain; for servers it registers each component under its path relative to the root.
 */
export const vueJsx: KnownPlugin = {
  names: ['vite:vue-jsx'],
  harmlessPackages: ['@vitejs/plugin-vue-jsx'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'vue-jsx',
      packages: ['@vitejs/plugin-vue-jsx'],
      takesFromOthers: false,
      isPortable: true,
      memory: 'everything',
      // Babel looks for targets of its own accord.
      configFiles: ['.browserslistrc'],
      // A helper with the same text in every build.
      ignoresCall: ({ hook }) => hook === 'load',
    },
  },
}
