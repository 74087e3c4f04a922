import { runCompiler, webpackConfig } from './webpack.mjs'

/** @type {import('./peer.mjs').Peer} */
export const rspack = {
  label: 'Rspack, persistent cache',
  packages: ['@rspack/core', 'babel-loader'],
  packagesFrom: 'peers',
  files: {},
  async build(options) {
    const { rspack: createCompiler } = await options.load('@rspack/core')
    await runCompiler(
      createCompiler({
        ...webpackConfig(options),
        cache: options.hasCache && {
          type: 'persistent',
          storage: { type: 'filesystem', directory: options.cacheFolder },
        },
      }),
    )
  },
}
