import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { observeSetup } from '../../observe/observed-setup.mjs'

/** @type {import('../build-app.mjs').BuildApp} */
export async function buildWithEsbuild({ root, configFile, observer }) {
  /** @type {{ default: import('esbuild').BuildOptions & { plugins: import('esbuild').Plugin[] } }} */
  const { default: config } = await import(pathToFileURL(configFile).href)
  observer?.start?.()
  await build({
    ...config,
    absWorkingDir: root,
    logLevel: 'error',
    plugins: observer ? config.plugins.map((plugin) => observeSetup(plugin, observer)) : config.plugins,
  })
  observer?.end?.()
}
