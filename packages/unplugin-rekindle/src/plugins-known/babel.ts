import type { CachePolicy, KnownPlugin } from './known-plugin.ts'

/** What Babel looks for in the root. */
export const BABEL_CONFIG_FILES: readonly string[] = [
  ...['js', 'cjs', 'mjs', 'json', 'cts', 'ts', 'mts'].map((extension) => `babel.config.${extension}`),
  ...['', '.js', '.cjs', '.mjs', '.json', '.cts'].map((extension) => `.babelrc${extension}`),
  '.browserslistrc',
]

/**
 * Babel behind `@rolldown/plugin-babel` and `@rollup/plugin-babel`. A function of the code and of config files, which
 * Babel reads once and remembers; those that it looks for in the root are named as well. With worker threads its reads are
 * out of sight, and nothing is kept.
 */
const policy: CachePolicy = {
  family: 'babel',
  packages: ['@rolldown/plugin-babel', '@rollup/plugin-babel'],
  takesFromOthers: false,
  environment: 'when-used',
  isPortable: true,
  memory: 'everything',
  configFiles: BABEL_CONFIG_FILES,
}

export const babel: KnownPlugin = {
  names: ['@rolldown/plugin-babel', 'babel'],
  mark: /\bHELPERS\b|\btransformWithBabel\b/,
  harmlessPackages: ['@rolldown/plugin-babel', '@rollup/plugin-babel'],
  verdict: { kind: 'cached', policy },
}

const { takesFromOthers: _, ...reactPolicy } = policy

/** The Babel part of older versions of `@vitejs/plugin-react`: other plugins may hand Babel plugins to it. */
export const reactBabel: KnownPlugin = {
  names: ['vite:react-babel'],
  harmlessPackages: ['@vitejs/plugin-react'],
  verdict: { kind: 'cached', policy: { ...reactPolicy, packages: ['@vitejs/plugin-react'] } },
}
