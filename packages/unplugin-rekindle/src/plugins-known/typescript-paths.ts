import type { KnownPlugin, ResolverPolicy } from './known-plugin.ts'

/**
 * `rollup-plugin-typescript-paths`: a function of the paths that TypeScript looks at and the manifests that it reads. Of the
 * tsconfig.json the hook closes over what was read when the plugin was made; it asks nobody and remembers nothing.
 */
const resolver: ResolverPolicy = {
  family: 'typescript-paths',
  packages: ['rollup-plugin-typescript-paths'],
  ignoresCall: (source) => /^[.\0]/.test(String(source)),
  refuses: (_plugin, { compilerOptions, outDir, preserveExtensions }) =>
    isObject(compilerOptions) && typeof outDir === 'string' && typeof preserveExtensions === 'boolean'
      ? null
      : 'its options are not to be seen',
  remembersFound: () => false,
}

export const typescriptPaths: KnownPlugin = {
  names: ['resolve-typescript-paths'],
  harmlessPackages: ['rollup-plugin-typescript-paths'],
  resolver,
  verdict: { kind: 'uncached', why: 'loads nothing; where modules are is kept apart' },
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
