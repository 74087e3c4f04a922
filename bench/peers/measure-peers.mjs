import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { editModules } from '../generate/edit-modules.mjs'
import { compareOutputs } from '../measure/compare-outputs.mjs'
import { digestFolder } from '../measure/digest-folder.mjs'
import { runBuildIn } from '../measure/run-build.mjs'
import { countInOutput } from './count-in-output.mjs'
import { generatePeerApp } from './generate-peer-app.mjs'
import { peersFolder } from './install-peers.mjs'
import { peers } from './peers.mjs'

const childFile = fileURLToPath(new URL('build-peer-child.mjs', import.meta.url))
const editText = 'changed for one edit'
/** What the compiler puts several times into each component. */
const compilerMark = 'react.memo_cache_sentinel'

/**
 * @typedef {'without' | 'cold' | 'warm' | 'oneEdit'} PeerRowName
 *
 * @typedef {object} PeerRow
 * @property {PeerRowName} name `without` a cache; `cold`: with an empty one
 * @property {import('../measure/run-build.mjs').Build[]} builds in the order of the runs
 * @property {string[]} problems what was wrong with the outputs
 *
 * @typedef {{ peer: string, rows: PeerRow[], failure?: string }} MeasuredPeer `failure`: it does not build
 */

/**
 * Builds the same app with every peer, each build in a process of its own. The peers take turns in each run.
 *
 * @param {object} options
 * @param {string[]} options.names of peers
 * @param {string} options.size
 * @param {number} options.runs
 * @param {(message: string) => void} options.onProgress
 * @returns {Promise<MeasuredPeer[]>}
 */
export async function measurePeers({ names, size, runs, onProgress }) {
  const apps = names.map((name) => ({
    name,
    app: generatePeerApp(peers[name], size, join(peersFolder, 'apps', name)),
    measured: /** @type {MeasuredPeer} */ ({
      peer: name,
      rows: /** @type {const} */ (['without', 'cold', 'warm', 'oneEdit']).map((row) => ({
        name: row,
        builds: [],
        problems: [],
      })),
    }),
  }))
  for (let run = 1; run <= runs; run++) {
    // Every second run the other way round.
    for (const one of run % 2 === 1 ? apps : apps.toReversed()) {
      if (one.measured.failure === undefined) await measureOne(one, `run ${run} of ${runs}: ${one.name}`)
    }
  }
  return apps.map(({ measured }) => measured)

  /**
   * @param {(typeof apps)[number]} one
   * @param {string} what
   */
  async function measureOne({ name, app, measured }, what) {
    for (const folder of ['.cache', '.rekindle'])
      rmSync(join(app.root, folder), { recursive: true, force: true })
    /** @type {Map<string, string>} */
    let expected = new Map()
    try {
      for (const row of measured.rows) {
        onProgress(`${what}, ${row.name}`)
        const undo = row.name === 'oneEdit' ? editModules(app, 1, editText) : () => {}
        try {
          const task = { peer: name, root: app.root, hasCache: row.name !== 'without' }
          row.builds.push(await runBuildIn(childFile, task, { isQuiet: true }))
        } finally {
          undo()
        }
        const output = digestFolder(join(app.root, 'dist'))
        if (row.name === 'without') expected = output
        noteProblems(row, expected, output)
      }
    } catch (error) {
      measured.failure = String(error)
    }

    /**
     * @param {PeerRow} row
     * @param {Map<string, string>} expected
     * @param {Map<string, string>} output
     */
    function noteProblems(row, expected, output) {
      const isEdited = row.name === 'oneEdit'
      const folder = join(app.root, 'dist')
      if (countInOutput(folder, editText) > 0 !== isEdited)
        row.problems.push(isEdited ? 'the edit is not in the output' : 'the output shows an edit')
      if (countInOutput(folder, compilerMark) < app.modules.length)
        row.problems.push('the React Compiler has not seen all components')
      const differences = isEdited ? [] : compareOutputs(expected, output)
      if (differences.length > 0)
        row.problems.push(
          `${differences.length} files differ from a build without cache, such as ${differences[0]}`,
        )
    }
  }
}
