import type { KnownPlugin } from './known-plugin.ts'

/**
 * Babel behind `@rolldown/plugin-babel`, `@rollup/plugin-babel` and the Babel part of older React plugins. A
 * function of the code and of config files, which Babel reads once and remembers. With worker threads those
 * reads are out of sight, so the config files are named as well.
 */
export const babel: KnownPlugin = {
  names: ['@rolldown/plugin-babel', 'babel', 'vite:react-babel'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'babel',
      isPortable: true,
      memory: 'everything',
      hasKnownUnseenReads: true,
      configFiles: [
        ...['js', 'cjs', 'mjs', 'json', 'cts', 'ts', 'mts'].map((extension) => `babel.config.${extension}`),
        ...['', '.js', '.cjs', '.mjs', '.json', '.cts'].map((extension) => `.babelrc${extension}`),
        '.browserslistrc',
      ],
    },
  },
}
