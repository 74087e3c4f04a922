import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { createObservingPlugin } from '../../observe/observing-plugin.mjs'

/** @type {import('../build-app.mjs').BuildApp} */
export async function buildWithRolldown({ configFile, observer }) {
  const { default: config } = await import(pathToFileURL(configFile).href)
  const { output, ...input } = config
  const plugins = observer ? [createObservingPlugin(observer), ...input.plugins] : input.plugins
  const bundle = await rolldown({ ...input, plugins })
  await bundle.write(output)
  await bundle.close()
}
