import { build } from 'vite'
import { listenForBuilds } from './listen-for-builds.mjs'

/** @type {import('./keep-building.mjs').KeepBuilding} */
export async function watchWithVite({ root, configFile }) {
  const watcher = await build({ root, configFile, logLevel: 'error', build: { watch: {} } })
  return listenForBuilds(/** @type {import('./listen-for-builds.mjs').Watcher} */ (watcher))
}
