import { babelOptions } from './peer.mjs'

/** @type {import('./peer.mjs').Peer} */
export const farm = {
  label: 'Farm, persistent cache',
  packages: ['@farmfe/core', '@farmfe/js-plugin-babel'],
  packagesFrom: 'peers',
  files: {},
  async build({ root, hasCache, cacheFolder, load }) {
    const { build } = await load('@farmfe/core')
    const { babel } = await load('@farmfe/js-plugin-babel')
    await build({
      root,
      configFile: false,
      mode: 'production',
      compilation: {
        input: { main: './src/main.tsx' },
        output: { path: 'dist', targetEnv: 'browser-esnext', clean: true, showFileSize: false },
        presetEnv: false,
        minify: false,
        sourcemap: false,
        persistentCache: hasCache && { cacheDir: cacheFolder },
      },
      plugins: [
        // Only the modules of the app are TypeScript.
        babel({ priority: 101, filters: { moduleTypes: ['ts', 'tsx'] }, transformOptions: babelOptions }),
      ],
    })
  },
}
