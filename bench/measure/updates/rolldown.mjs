import { pathToFileURL } from 'node:url'
import { watch } from 'rolldown'
import { listenForBuilds } from './listen-for-builds.mjs'

/** @type {import('./keep-building.mjs').KeepBuilding} */
export async function watchWithRolldown({ configFile }) {
  const { default: config } = await import(pathToFileURL(configFile).href)
  return listenForBuilds(/** @type {import('./listen-for-builds.mjs').Watcher} */ (watch(config)))
}
