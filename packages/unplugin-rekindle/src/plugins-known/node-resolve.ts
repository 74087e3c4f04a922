import type { KnownPlugin, ResolverPolicy } from './known-plugin.ts'

/**
 * `@rollup/plugin-node-resolve`: a function of the paths that it looks at and the manifests that it reads. What it finds it
 * offers to the bundler, and thereby to all other plugins, before it answers: that is asked again on a restore. Where it follows
 * `browser` fields, it remembers those of a package for each module in it that it has found.
 */
const resolver: ResolverPolicy = {
  family: 'node-resolve',
  packages: ['@rollup/plugin-node-resolve'],
  ignoresCall(source, options) {
    const { custom } = (options ?? {}) as {
      readonly custom?: { readonly 'node-resolve'?: { resolved?: unknown } }
    }
    return String(source).includes('\0') || Boolean(custom?.['node-resolve']?.resolved)
  },
  refuses(plugin, { useBrowserOverrides }) {
    const { version } = plugin as { readonly version?: unknown }
    if (!/^1[56]\./.test(String(version))) {
      return `version ${String(version)} is not known`
    }
    return typeof useBrowserOverrides === 'boolean'
      ? null
      : 'whether it follows `browser` fields is not to be seen'
  },
  remembersFound: ({ useBrowserOverrides }) => useBrowserOverrides === true,
  tells: 'getPackageInfoForId',
}

/** The file that it finds is in the key of all who transform it. */
export const nodeResolve: KnownPlugin = {
  names: ['node-resolve'],
  resolver,
  verdict: {
    kind: 'uncached',
    why: 'loads nothing but an empty module; where modules are is kept apart',
  },
}
