import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { digestFolder } from '../../bench/measure/digest-folder.mjs'
import { readHookCounts } from '../../bench/measure/read-hook-counts.mjs'

/**
 * What one build took and gave.
 *
 * @typedef {object} Build
 * @property {number} wall seconds, from the start of Node to its end
 * @property {number} cpu seconds of the process with its threads and children
 * @property {Map<string, string>} output digest of every file
 * @property {import('../../bench/measure/read-hook-counts.mjs').HookCounts} [hooks] none without the plugin
 */

const preload = new URL('write-times-on-exit.mjs', import.meta.url).href

/**
 * @param {import('./prepare-projects.mjs').Project} project
 * @param {{ isEnabled: boolean, hasSourceMaps: boolean }} options
 * @returns {Promise<Build>}
 */
export async function runBuild({ root, command }, { isEnabled, hasSourceMaps }) {
  const output = join(root, 'dist')
  const timesFile = `${root}-times.json`
  const reportFile = `${root}-report.json`
  for (const path of [output, timesFile, reportFile]) rmSync(path, { recursive: true, force: true })

  /** @type {NodeJS.ProcessEnv} */
  const environment = {
    ...process.env,
    DEMO_TIMES_FILE: timesFile,
    REKINDLE: isEnabled ? 'on' : 'off',
    REKINDLE_REPORT: reportFile,
    SOURCEMAP: hasSourceMaps ? '1' : '',
  }
  delete environment.NODE_ENV
  // Extra certificates are parsed at each start of Node and would be measured.
  delete environment.NODE_EXTRA_CA_CERTS

  const child = spawn(process.execPath, ['--import', preload, ...command], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [exitCode] = await once(child, 'exit')
  if (exitCode !== 0) throw new Error(`The build of ${root} ended with exit code ${exitCode}.`)
  const hooks = readHookCounts(reportFile)
  // Without this a config that lost the plugin would look like a perfect cache.
  if ((hooks !== undefined) !== isEnabled) {
    throw new Error(`Rekindle ${isEnabled ? "wasn't" : 'was'} part of the build of ${root}.`)
  }
  return {
    ...JSON.parse(readFileSync(timesFile, 'utf8')),
    output: digestFolder(output),
    hooks,
  }
}
