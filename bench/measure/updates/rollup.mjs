import { pathToFileURL } from 'node:url'
import { watch } from 'rollup'
import { listenForBuilds } from './listen-for-builds.mjs'

/** @type {import('./keep-building.mjs').KeepBuilding} */
export async function watchWithRollup({ configFile }) {
  const { default: config } = await import(pathToFileURL(configFile).href)
  return listenForBuilds(watch(config))
}
