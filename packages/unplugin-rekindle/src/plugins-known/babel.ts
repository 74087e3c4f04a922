import type { KnownPlugin } from './known-plugin.ts'

/**
 * Babel behind `@rolldown/plugin-babel`, `@rollup/plugin-babel` and the Babel part of older React plugins. A
 * function of the code and of config files, which Babel reads once and remembers; those that it looks for in
 * the root are named as well. With worker threads its reads are out of sight, and nothing is kept.
 */
export const babel: KnownPlugin = {
  names: ['@rolldown/plugin-babel', 'babel', 'vite:react-babel'],
  harmlessPackages: ['@rolldown/plugin-babel', '@rollup/plugin-babel', '@vitejs/plugin-react'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'babel',
      // Plugins may hand Babel plugins to the one of `@vitejs/plugin-react`.
      packages: ['@rolldown/plugin-babel', '@rollup/plugin-babel', '@vitejs/plugin-react'],
      environment: 'when-used',
      isPortable: true,
      memory: 'everything',
      configFiles: [
        ...['js', 'cjs', 'mjs', 'json', 'cts', 'ts', 'mts'].map((extension) => `babel.config.${extension}`),
        ...['', '.js', '.cjs', '.mjs', '.json', '.cts'].map((extension) => `.babelrc${extension}`),
        '.browserslistrc',
      ],
    },
  },
}
