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
