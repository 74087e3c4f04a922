import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { editCaption } from '../generate/edit-modules.mjs'
import { startDevServer } from './dev-server.mjs'
import { connectHotClient } from './hot-client.mjs'
import { fetchText, loadPage } from './load-page.mjs'
import { serveOnce, serveTasks, urlOf } from './serve-once.mjs'

/**
 * @typedef {'without' | 'cold' | 'warm'} HotRowName how the server was started
 *
 * What one edit took, in milliseconds from the writing of the file.
 *
 * @typedef {object} HotUpdate
 * @property {number} message until the message was there
 * @property {number} module until the changed module was fetched
 *
 * @typedef {object} HotRow
 * @property {HotRowName} name
 * @property {HotUpdate[]} first of each run: the first edit after the server's start
 * @property {HotUpdate[]} later the others
 */

/** Servers and watchers come to rest between two edits. */
const restMilliseconds = 700

/**
 * Edits one component that shows no other, again and again, while a page is open.
 *
 * @param {import('../generate/generate-app.mjs').App} app
 * @param {{ runs: number, edits: number, isPrepared: boolean, onProgress: (message: string) => void }} options
 * `isPrepared`: the packages are optimized, and the cache is filled
 * @returns {Promise<HotRow[]>}
 */
export async function measureHotUpdates(app, { runs, edits, isPrepared, onProgress }) {
  const { plain, cached } = serveTasks(app)
  const file = app.leaves[Math.floor(app.leaves.length / 2)]
  const original = readFileSync(file, 'utf8')
  if (!isPrepared) {
    onProgress('filling the cache')
    await serveOnce(app, plain)
    await serveOnce(app, cached)
  }

  /** @type {HotRow[]} */
  const rows = [
    { name: 'without', first: [], later: [] },
    { name: 'cold', first: [], later: [] },
    { name: 'warm', first: [], later: [] },
  ]
  for (let run = 1; run <= runs; run++) {
    for (const row of run % 2 === 1 ? rows : rows.toReversed()) {
      onProgress(`run ${run} of ${runs}: edits, ${row.name}`)
      if (row.name === 'cold') rmSync(join(app.root, '.rekindle'), { recursive: true, force: true })
      // No server may find an edit that another one has stored.
      const text = `${row.name}, run ${run}`
      const [first, ...later] = await measureEdits(row.name === 'without' ? plain : cached, text)
      row.first.push(first)
      row.later.push(...later)
    }
  }
  return rows

  /**
   * @param {import('./dev-server.mjs').ServeTask} task
   * @param {string} text that no other server meets
   * @returns {Promise<HotUpdate[]>}
   */
  async function measureEdits(task, text) {
    const server = await startDevServer(task)
    try {
      await loadPage(server.origin)
      const client = await connectHotClient(server)
      const updates = []
      for (let edit = 1; edit <= edits; edit++) {
        await delay(restMilliseconds)
        updates.push(await measureEdit(server, client, `${text}, edit ${edit}`))
      }
      client.close()
      return updates
    } finally {
      await server.stop()
      writeFileSync(file, original)
    }
  }

  /**
   * @param {import('./dev-server.mjs').DevServer} server
   * @param {import('./hot-client.mjs').HotClient} client
   * @param {string} text
   * @returns {Promise<HotUpdate>}
   */
  async function measureEdit({ origin }, client, text) {
    const edited = editCaption(original, text)
    const coming = client.nextUpdate(urlOf(app, file))
    const writtenAt = performance.now()
    writeFileSync(file, edited)
    const { update, at } = await coming
    const module = await fetchText(`${origin}${update.acceptedPath}?t=${update.timestamp}`)
    const fetchedAt = performance.now()
    if (!module.includes(text)) throw new Error(`The server gave an outdated ${update.acceptedPath}`)
    return { message: at - writtenAt, module: fetchedAt - writtenAt }
  }
}
