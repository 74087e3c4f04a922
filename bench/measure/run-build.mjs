import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { processorSecondsBetween } from './processor-time.mjs'
import { readHookCounts } from './read-hook-counts.mjs'

/**
 * @typedef {object} BuildTask
 * @property {import('./build-app.mjs').Bundler} bundler
 * @property {string} root
 * @property {string} configFile
 * @property {string} resultFile
 * @property {boolean} [isTraced] the plugins' hooks are watched, and nothing else is done
 * @property {{ mode: 'record' | 'restore', file: string, hooks?: import('../oracle/restored-hooks.mjs').RestoredHook[], edited?: string[] }} [oracle]
 *
 * @typedef {import('./mark.mjs').Mark} Mark
 *
 * @typedef {object} RawBuild
 * @property {[Mark, Mark]} loading reading the oracle's recording
 * @property {[Mark, Mark]} build the bundler's work, with its reading of the config file
 * @property {Mark} end
 * @property {import('./read-hook-counts.mjs').HookCounts} [counts] of the oracle
 */

/**
 * What one build took, in seconds.
 *
 * @typedef {object} Build
 * @property {number} wall of the bundler's work
 * @property {number} cpu of the bundler's work
 * @property {number} processWall of the whole process, less the reading of the oracle's recording
 * @property {number} processCpu the same
 * @property {import('./read-hook-counts.mjs').HookCounts | import('./read-hook-counts.mjs').HookCounts[]} [hooks] of updates, each one's
 * @property {Record<string, { run: number, restored: number, uncacheable: number }>} [plugins] from Rekindle's report
 * @property {{ outcome: string, why: string | null }} [wholeBuild] what became of it as a whole, from the same
 * @property {{ wall: number, cpu: number }} [first] of the build that updates began with
 * @property {string[]} [otherCalls] what ran in updates although nothing that it depends on was edited
 */

const childFile = fileURLToPath(new URL('build-child.mjs', import.meta.url))

/**
 * @param {Omit<BuildTask, 'resultFile'>} task
 * @param {ChildOptions} [options]
 * @returns {Promise<Build>}
 */
export function runBuild(task, options) {
  return runBuildIn(childFile, task, options)
}

/**
 * @template {{ root: string }} Task
 * @param {string} childFile builds in a process of its own what the task says, which it gets as JSON with the name of the file for
 * its `RawBuild`
 * @param {Task} task
 * @param {ChildOptions} [options]
 * @returns {Promise<Build>}
 */
export async function runBuildIn(childFile, task, options) {
  const { result, reportFile } = await runChild(childFile, task, options)
  const { loading, build, end, counts } = /** @type {RawBuild} */ (result)
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined
  return {
    wall: build[1].wall - build[0].wall,
    cpu: processorSecondsBetween(build[0].processor, build[1].processor),
    processWall: end.wall - (loading[1].wall - loading[0].wall),
    processCpu:
      end.processor.own +
      end.processor.children -
      processorSecondsBetween(loading[0].processor, loading[1].processor),
    hooks: counts ?? readHookCounts(reportFile),
    plugins: report?.plugins,
    wholeBuild: report?.snapshot ?? undefined,
  }
}

/**
 * @typedef {{ profileFolder?: string, isQuiet?: boolean }} ChildOptions where to write a CPU profile; whether to drop what it prints
 *
 * @param {string} childFile
 * @param {{ root: string }} task
 * @param {ChildOptions} [options]
 * @returns {Promise<{ result: unknown, processId: number | undefined, reportFile: string }>} what the child has written into
 * `resultFile` of its task; the file is there if Rekindle has written it
 */
export async function runChild(childFile, task, { profileFolder, isQuiet = false } = {}) {
  const resultFile = join(task.root, '.result', 'build.json')
  const reportFile = join(task.root, '.result', 'rekindle.json')
  rmSync(join(task.root, '.result'), { recursive: true, force: true })
  mkdirSync(join(task.root, '.result'))
  // Not every bundler empties its output folder.
  rmSync(join(task.root, 'dist'), { recursive: true, force: true })

  const child = fork(childFile, [JSON.stringify({ ...task, resultFile })], {
    cwd: task.root,
    env: childEnvironment(reportFile),
    stdio: ['ignore', isQuiet ? 'ignore' : 'inherit', 'inherit', 'ipc'],
    execArgv: profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [],
  })
  const [exitCode] = await once(child, 'exit')
  if (exitCode !== 0 || !existsSync(resultFile))
    throw new Error(`The build in ${task.root} ended with ${exitCode}`)
  return { result: JSON.parse(readFileSync(resultFile, 'utf8')), processId: child.pid, reportFile }
}

/**
 * @param {string} reportFile
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(reportFile) {
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...process.env, REKINDLE_REPORT: reportFile }
  // Extra certificates are parsed at each start of Node, which costs more than what is measured here.
  delete environment.NODE_EXTRA_CA_CERTS
  delete environment.NODE_ENV
  delete environment.REKINDLE
  return environment
}
