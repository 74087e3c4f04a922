import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { processorSecondsBetween } from '../measure/processor-time.mjs'
import { readHookCounts } from '../measure/read-hook-counts.mjs'
import { childEnvironment } from '../measure/run-build.mjs'

/**
 * @typedef {object} ServeTask
 * @property {string} root
 * @property {string} configFile
 * @property {string} viteCacheFolder Vite's optimized packages; they depend on the names of all plugins
 * @property {{ mode: 'record' | 'restore', file: string }} [oracle]
 *
 * @typedef {import('../measure/run-build.mjs').Mark} Mark
 * @typedef {{ origin: string, token: string, loading: [Mark, Mark] }} Listening
 * @typedef {{ end: Mark, counts?: import('../measure/read-hook-counts.mjs').HookCounts }} Ended
 */

/**
 * A development server in a process of its own. Times are in seconds, without the reading of the oracle's recording.
 *
 * @typedef {object} DevServer
 * @property {string} origin
 * @property {string} token for its WebSocket
 * @property {number} startWall from the start of Node until it listens
 * @property {() => Promise<number>} cpu so far
 * @property {() => Promise<{ cpu: number, hooks?: import('../measure/read-hook-counts.mjs').HookCounts }>} stop
 * gives what the process took in all
 */

const childFile = fileURLToPath(new URL('serve-child.mjs', import.meta.url))
/** Longer than Rekindle waits before it writes what it has learned. */
const restMilliseconds = 600
const longestStopMilliseconds = 20_000

/**
 * @param {ServeTask} task
 * @returns {Promise<DevServer>}
 */
export async function startDevServer(task) {
  const resultFolder = join(task.root, '.result')
  const reportFile = join(resultFolder, 'rekindle.json')
  rmSync(resultFolder, { recursive: true, force: true })
  mkdirSync(resultFolder)

  const startedAt = performance.now()
  const child = fork(childFile, [JSON.stringify(task)], { cwd: task.root, env: childEnvironment(reportFile) })
  const exit = once(child, 'exit')
  // A benchmark that fails leaves no server behind.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  try {
    const { origin, token, loading } = /** @type {Listening} */ (await answer())
    const loadingWall = loading[1].wall - loading[0].wall
    return {
      origin,
      token,
      startWall: (performance.now() - startedAt) / 1000 - loadingWall,
      cpu: async () => cpuUntil(/** @type {Mark} */ (await ask('mark')), loading),
      async stop() {
        await delay(restMilliseconds)
        const { end, counts } = /** @type {Ended} */ (await ask('stop'))
        await ended()
        return { cpu: cpuUntil(end, loading), hooks: counts ?? readHookCounts(reportFile) }
      },
    }
  } catch (error) {
    kill()
    throw error
  }

  /** @param {'mark' | 'stop'} request */
  function ask(request) {
    const message = answer()
    child.send(request)
    return message
  }

  /** @returns {Promise<unknown>} the next message of the child */
  async function answer() {
    const message = await Promise.race([once(child, 'message'), exit.then(() => undefined)])
    if (!message) throw new Error(`The server in ${task.root} has ended with ${child.exitCode}`)
    return message[0]
  }

  async function ended() {
    const timer = setTimeout(kill, longestStopMilliseconds)
    await exit
    clearTimeout(timer)
    process.removeListener('exit', kill)
  }
}

/**
 * @param {Mark} mark
 * @param {[Mark, Mark]} loading
 */
function cpuUntil({ processor }, loading) {
  return (
    processor.own + processor.children - processorSecondsBetween(loading[0].processor, loading[1].processor)
  )
}
