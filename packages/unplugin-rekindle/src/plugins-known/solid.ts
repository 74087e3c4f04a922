import type { KnownPlugin } from './known-plugin.ts'

/** What Solid doesn't compile by itself, whatever its options name besides: it is asked about every module. */
const OTHER_LANGUAGE: RegExp = /\.(?:[cm]?[jt]s|css|scss|sass|less|styl|json|svg|html)(?:$|\?)/

/** `vite-plugin-solid`: Babel without config files. What it looks for in packages, it looks for before the build. */
export const solid: KnownPlugin = {
  names: ['solid'],
  mark: /\bsolid/i,
  harmlessPackages: ['vite-plugin-solid'],
  verdict: {
    kind: 'cached',
    policy: {
      family: 'solid',
      packages: ['vite-plugin-solid'],
      takesFromOthers: false,
      isPortable: true,
      memory: 'everything',
      // Babel looks for targets of its own accord.
      configFiles: ['.browserslistrc'],
      ignoresCall: ({ hook, id }) => hook === 'load' || OTHER_LANGUAGE.test(id),
    },
  },
}
