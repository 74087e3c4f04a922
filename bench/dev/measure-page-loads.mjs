import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { compareOutputs } from '../measure/compare-outputs.mjs'
import { comparablePage } from './comparable-page.mjs'
import { startDevServer } from './dev-server.mjs'
import { loadPage } from './load-page.mjs'
import { serveOnce, serveTasks } from './serve-once.mjs'

/**
 * @typedef {'without' | 'cold' | 'warm' | 'oracle'} PageRowName
 *
 * What one page load from a new server took, in seconds.
 *
 * @typedef {object} PageLoad
 * @property {number} startWall from the start of Node until the server listens
 * @property {number} wall from the first request until everything is loaded
 * @property {number} cpu of the server meanwhile
 * @property {number} processCpu of the server from its start to its end, with what it writes after the page is loaded
 * @property {import('../measure/read-hook-counts.mjs').HookCounts} [hooks]
 *
 * @typedef {object} PageRow
 * @property {PageRowName} name
 * @property {PageLoad[]} loads
 * @property {string[]} differences URLs that were served otherwise than without any plugin
 */

/** @type {PageRowName[]} */
const rowNames = ['without', 'cold', 'warm', 'oracle']

/**
 * Loads the app's page from servers that are started anew, with each way in turn.
 *
 * @param {import('../generate/generate-app.mjs').App} app
 * @param {{ runs: number, onProgress: (message: string) => void }} options
 * @returns {Promise<PageRow[]>}
 */
export async function measurePageLoads(app, { runs, onProgress }) {
  const tasks = serveTasks(app)
  onProgress('reference')
  const reference = await serveOnce(app, tasks.plain)
  onProgress('recording for the oracle')
  await serveOnce(app, { ...tasks.oracle, oracle: { mode: 'record', file: join(app.root, '.oracle') } })
  onProgress('optimizing packages')
  await serveOnce(app, tasks.cached)

  /** @type {PageRow[]} */
  const rows = rowNames.map((name) => ({ name, loads: [], differences: [] }))
  for (let run = 1; run <= runs; run++) {
    // Every second run starts with what the others end with; the warm load needs the cold one before it.
    for (const name of run % 2 === 1 ? rowNames : ['oracle', 'cold', 'warm', 'without']) {
      onProgress(`run ${run} of ${runs}: ${name}`)
      const row = /** @type {PageRow} */ (rows.find((one) => one.name === name))
      if (name === 'cold') rmSync(join(app.root, '.rekindle'), { recursive: true, force: true })
      const { load, page } = await measureLoad(taskOf(row.name))
      row.loads.push(load)
      for (const url of compareOutputs(reference, page)) {
        if (!row.differences.includes(url)) row.differences.push(url)
      }
    }
  }
  return rows

  /** @param {PageRowName} name */
  function taskOf(name) {
    if (name === 'without') return tasks.plain
    return name === 'oracle' ? tasks.oracle : tasks.cached
  }
}

/**
 * @param {import('./dev-server.mjs').ServeTask} task
 * @returns {Promise<{ load: PageLoad, page: Map<string, string> }>}
 */
async function measureLoad(task) {
  const server = await startDevServer(task)
  const cpuBefore = await server.cpu()
  const startedAt = performance.now()
  const page = await loadPage(server.origin)
  const wall = (performance.now() - startedAt) / 1000
  const cpu = (await server.cpu()) - cpuBefore
  const { cpu: processCpu, hooks } = await server.stop()
  return {
    load: { startWall: server.startWall, wall, cpu, processCpu, hooks },
    page: comparablePage(page),
  }
}
