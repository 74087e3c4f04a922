import type { KnownPlugin } from './known-plugin.ts'

/**
 * The Babel part of `@preact/preset-vite`, which works when the option `babel` is given; otherwise JSX is the bundler's own
 * matter.
 */
export const preactJsx: KnownPlugin = {
  names: ['vite:preact-jsx'],
  harmlessPackages: ['@preact/preset-vite'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'preact',
      packages: ['@preact/preset-vite'],
      takesFromOthers: false,
      isPortable: true,
      memory: 'everything',
      // The option `babel` may turn config files on; Babel looks for targets of its own accord.
      configFiles: [
        ...['js', 'cjs', 'mjs', 'json', 'cts', 'ts', 'mts'].map((extension) => `babel.config.${extension}`),
        ...['', '.js', '.cjs', '.mjs', '.json', '.cts'].map((extension) => `.babelrc${extension}`),
        '.browserslistrc',
      ],
    },
  },
}

export const preactDevtools: KnownPlugin = {
  names: ['preact:devtools'],
  verdict: { kind: 'uncached', why: 'learns in `resolveId` which module it changes' },
}

export const preactHookNames: KnownPlugin = {
  names: ['preact:transform-hook-names', 'prefresh'],
  verdict: { kind: 'uncached', why: 'does nothing in a build for production' },
}

export const preactPrerender: KnownPlugin = {
  names: ['vite-prerender-plugin'],
  verdict: { kind: 'uncached', why: 'runs the finished app' },
}
