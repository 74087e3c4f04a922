import { build } from 'vite'
import { createObservingPlugin } from '../../observe/observing-plugin.mjs'

/** @type {import('../build-app.mjs').BuildApp} */
export async function buildWithVite({ root, configFile, observer }) {
  await build({
    root,
    configFile,
    logLevel: 'error',
    plugins: observer ? [createObservingPlugin(observer)] : [],
  })
}
