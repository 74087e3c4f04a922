import { pathToFileURL } from 'node:url'
import { rollup } from 'rollup'
import { createObservingPlugin } from '../../observe/observing-plugin.mjs'

/** @type {import('../build-app.mjs').BuildApp} */
export async function buildWithRollup({ configFile, observer }) {
  const { default: config } = await import(pathToFileURL(configFile).href)
  const plugins = observer ? [createObservingPlugin(observer), ...config.plugins] : config.plugins
  const bundle = await rollup({ ...config, plugins })
  await bundle.write(config.output)
  await bundle.close()
}
