import { pathToFileURL } from 'node:url'
import { context } from 'esbuild'

/** @type {import('./keep-building.mjs').KeepBuilding} */
export async function rebuildWithEsbuild({ root, configFile }) {
  const { default: config } = await import(pathToFileURL(configFile).href)
  const going = await context({ ...config, absWorkingDir: root, logLevel: 'error' })
  return {
    async built() {
      await going.rebuild()
    },
    close: () => going.dispose(),
  }
}
