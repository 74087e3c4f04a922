import { join } from 'node:path'
import { babelOptions } from './peer.mjs'

/** @type {import('./peer.mjs').Peer} */
export const parcel = {
  label: 'Parcel',
  packages: ['@parcel/core', '@parcel/transformer-babel'],
  packagesFrom: 'peers',
  files: {
    // Parcel reads Babel's options from the project, and takes a folder with a lockfile for the project.
    'babel.config.json': JSON.stringify({ plugins: babelOptions.plugins, presets: babelOptions.presets }),
    'package-lock.json': '{}',
  },
  async build({ root, hasCache, cacheFolder, load, find }) {
    const { Parcel } = (await load('@parcel/core')).default
    const bundler = new Parcel({
      entries: [join(root, 'src/main.tsx')],
      defaultConfig: find('@parcel/config-default'),
      mode: 'production',
      env: { NODE_ENV: 'production' },
      shouldDisableCache: !hasCache,
      cacheDir: cacheFolder,
      defaultTargetOptions: {
        distDir: join(root, 'dist'),
        shouldOptimize: false,
        shouldScopeHoist: true,
        sourceMaps: false,
        outputFormat: 'esmodule',
        engines: { browsers: ['chrome >= 120'] },
      },
    })
    await bundler.run()
  },
}
