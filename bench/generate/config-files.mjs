/**
 * The name of an app's config file without Rekindle.
 *
 * @type {Record<import('../measure/build-app.mjs').Bundler, string>}
 */
export const bundlerToConfigFile = {
  vite: 'vite.config.mjs',
  rollup: 'rollup.config.mjs',
  rolldown: 'rolldown.config.mjs',
  esbuild: 'esbuild.config.mjs',
}

/**
 * The same config with Rekindle in front, where esbuild wants it and the others don't mind.
 *
 * @param {import('../measure/build-app.mjs').Bundler} bundler
 * @param {readonly string[]} [optedIn] names of plugins that Rekindle is told to cache
 */
export const renderRekindleConfig = (bundler, optedIn = []) => `import { fileURLToPath } from 'node:url'
import rekindle from 'unplugin-rekindle/${bundler}'
import config from './${bundlerToConfigFile[bundler]}'

const cacheDir = fileURLToPath(new URL('.rekindle', import.meta.url))
const plugins = ${JSON.stringify(Object.fromEntries(optedIn.map((name) => [name, true])))}

export default { ...config, plugins: [rekindle({ cacheDir, plugins }), ...config.plugins] }
`

/**
 * The config with Rekindle, and records of whole builds in a folder of their own.
 *
 * @param {import('../measure/build-app.mjs').Bundler} bundler
 * @param {readonly string[]} [optedIn]
 */
export const renderSnapshotConfig = (bundler, optedIn) =>
  renderRekindleConfig(bundler, optedIn)
    .replace("'.rekindle'", "'.rekindle-snapshot'")
    .replace('rekindle({ cacheDir,', 'rekindle({ cacheDir, snapshot: true,')

/**
 * The config with Rekindle, and a cache folder of its own: each time it starts empty, and other builds go on with theirs.
 *
 * @param {import('../measure/build-app.mjs').Bundler} bundler
 * @param {readonly string[]} [optedIn]
 */
export const renderUpdateConfig = (bundler, optedIn) =>
  renderRekindleConfig(bundler, optedIn).replace("'.rekindle'", "'.rekindle-update'")

/**
 * The config without Rekindle, for an entry without anything in it: what a build takes that does nothing.
 *
 * @param {import('../measure/build-app.mjs').Bundler} bundler
 */
export const renderFloorConfig = (bundler) => `import config from './${bundlerToConfigFile[bundler]}'

const entry = 'src/empty.js'

export default ${
  {
    vite: '{ ...config, build: { ...config.build, rolldownOptions: { input: entry } } }',
    rollup: '{ ...config, input: entry }',
    rolldown: '{ ...config, input: entry }',
    esbuild: '{ ...config, entryPoints: [entry] }',
  }[bundler]
}
`
