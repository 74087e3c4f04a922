import { join } from 'node:path'
import { babelOptions } from './peer.mjs'

/**
 * What webpack and Rspack are given alike.
 *
 * @param {import('./peer.mjs').PeerBuild} options
 */
export function webpackConfig({ root, find }) {
  return {
    mode: 'production',
    context: root,
    entry: './src/main.tsx',
    output: { path: join(root, 'dist'), module: true, chunkFormat: 'module', clean: true },
    devtool: false,
    performance: { hints: false },
    optimization: { minimize: false },
    resolve: { extensions: ['.tsx', '.ts', '.mjs', '.js'] },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          use: { loader: find('babel-loader'), options: babelOptions },
        },
      ],
    },
  }
}

/**
 * Runs a compiler of webpack or Rspack once, and waits until its cache is written.
 *
 * @param {any} compiler
 * @returns {Promise<void>}
 */
export async function runCompiler(compiler) {
  const stats = await new Promise((resolve, reject) =>
    compiler.run((/** @type {unknown} */ error, /** @type {any} */ result) =>
      error ? reject(error) : resolve(result),
    ),
  )
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }))
  await new Promise((resolve, reject) =>
    compiler.close((/** @type {unknown} */ error) => (error ? reject(error) : resolve(undefined))),
  )
}

/** @type {import('./peer.mjs').Peer} */
export const webpack = {
  label: 'webpack, filesystem cache',
  packages: ['webpack', 'babel-loader'],
  packagesFrom: 'peers',
  files: {},
  async build(options) {
    const { default: createCompiler } = await options.load('webpack')
    await runCompiler(
      createCompiler({
        ...webpackConfig(options),
        experiments: { outputModule: true },
        cache: options.hasCache && { type: 'filesystem', cacheDirectory: options.cacheFolder },
      }),
    )
  },
}
