import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundlerToConfigFile } from '../generate/config-files.mjs'
import { editModules } from '../generate/edit-modules.mjs'
import { flavours } from '../generate/flavours/flavour.mjs'
import { resolutionHooks, restoredHooks } from '../oracle/restored-hooks.mjs'
import { compareOutputs } from './compare-outputs.mjs'
import { digestFolder } from './digest-folder.mjs'
import { runBuild } from './run-build.mjs'

/**
 * @typedef {'without' | 'traced' | 'cold' | 'warm' | 'oneEdit' | 'fiveEdits' | 'snapshot' | 'floor' | 'oracle' | 'oracleResolutions'} RowName
 *
 * @typedef {object} Row the builds of one kind, in the order of the runs
 * @property {RowName} name
 * @property {import('./run-build.mjs').Build[]} builds
 * @property {string[]} differences output files that differ from a build without any plugin in the same state
 *
 * @typedef {object} Options
 * @property {number} runs
 * @property {boolean} hasRekindle
 * @property {import('../oracle/restored-hooks.mjs').RestoredHook[]} [oracleHooks]
 * @property {string} [profileFolder]
 * @property {(message: string) => void} onProgress
 */

const editCounts = { oneEdit: 1, fiveEdits: 5 }

/** @type {RowName[]} */
const cachedRows = ['cold', 'warm', 'oneEdit', 'fiveEdits']

/**
 * Builds an app in every way, each build in a process of its own. The ways take turns, so that a machine that gets
 * slower or faster meanwhile does so for all of them.
 *
 * @param {import('../generate/generate-app.mjs').App} app
 * @param {Options} options
 * @returns {Promise<Row[]>}
 */
export async function measureApp(app, { runs, hasRekindle, oracleHooks, profileFolder, onProgress }) {
  const { bundler, root } = app
  const plain = { bundler, root, configFile: join(root, bundlerToConfigFile[bundler]) }
  const cached = { bundler, root, configFile: join(root, 'rekindle.config.mjs') }
  const snapshot = { bundler, root, configFile: join(root, 'snapshot.config.mjs') }
  const floor = { bundler, root, configFile: join(root, 'floor.config.mjs') }
  const oracleFile = join(app.root, '.oracle')
  const cacheFolder = join(app.root, '.rekindle')
  const hooks = oracleHooks ?? restoredHooks
  const canRestoreResolutions = flavours[app.flavour].canRestoreResolutions ?? false
  const allHooks = canRestoreResolutions ? [...hooks, ...resolutionHooks] : hooks

  /** @type {RowName[]} */
  const snapshotRows = hasRekindle && bundler !== 'esbuild' ? ['snapshot', 'floor'] : []

  /** @type {Map<RowName, Row>} */
  const nameToRow = new Map()
  /** @type {RowName[]} */
  const rowNames = [
    'without',
    ...(hasRekindle ? /** @type {RowName[]} */ (['traced', ...cachedRows, ...snapshotRows]) : []),
    'oracle',
    ...(canRestoreResolutions ? /** @type {const} */ (['oracleResolutions']) : []),
  ]
  for (const name of rowNames) nameToRow.set(name, { name, builds: [], differences: [] })

  const references = await buildReferences()
  if (snapshotRows.length > 0) {
    onProgress('recording the whole build')
    // The first build may do what can't be recorded, such as running a compiler in a process of its own.
    for (let build = 0; build < 2; build++) await runBuild(snapshot)
  }
  onProgress('recording for the oracle')
  await runBuild({ ...plain, oracle: { mode: 'record', file: oracleFile, hooks: allHooks } })
  noteDifferences('oracle')

  for (let run = 1; run <= runs; run++) {
    // Every second run starts with what the others end with.
    const [first, last] = run % 2 === 1 ? ['without', 'oracle'] : ['oracle', 'without']
    for (const name of rowNames.toSorted((left, right) => place(left) - place(right))) {
      onProgress(`run ${run} of ${runs}: ${name}`)
      await measureRow(name)
    }

    /** @param {RowName} name */
    function place(name) {
      return name === first ? -1 : name === last ? 1 : 0
    }
  }
  if (profileFolder) {
    for (const name of rowNames)
      await measureRow(name, join(profileFolder, `${app.flavour}-${app.size}`, name))
  }
  return [...nameToRow.values()]

  /** Outputs without any plugin, by state of the sources. */
  async function buildReferences() {
    /** @type {Map<number, Map<string, string>>} */
    const editCountToOutput = new Map()
    for (const count of hasRekindle ? [0, ...Object.values(editCounts)] : [0]) {
      onProgress(`reference with ${count} edits`)
      const undo = count > 0 ? editModules(app, count) : () => {}
      await runBuild(plain)
      undo()
      const output = digestFolder(join(app.root, 'dist'))
      if (output.size === 0) throw new Error(`The build in ${app.root} wrote nothing`)
      editCountToOutput.set(count, output)
    }
    return editCountToOutput
  }

  /**
   * @param {RowName} name
   * @param {string} [profile]
   */
  async function measureRow(name, profile) {
    const row = /** @type {Row} */ (nameToRow.get(name))
    const count = editCountOf(name)
    const undo = count > 0 ? editModules(app, count) : () => {}
    if (name === 'cold') rmSync(cacheFolder, { recursive: true, force: true })
    const build = await runBuild(taskOf(name), { profileFolder: profile })
    undo()
    if (!profile) row.builds.push(build)
    noteDifferences(name)
  }

  /** @param {RowName} name */
  function taskOf(name) {
    if (name === 'without') return plain
    if (name === 'snapshot') return snapshot
    if (name === 'floor') return floor
    if (name === 'traced') return { ...plain, isTraced: true }
    if (!isOracle(name)) return cached
    return {
      ...plain,
      oracle: {
        mode: /** @type {const} */ ('restore'),
        file: oracleFile,
        hooks: name === 'oracle' ? hooks : allHooks,
      },
    }
  }

  /** @param {RowName} name */
  function noteDifferences(name) {
    // Nothing is built there.
    if (name === 'floor') return
    const row = /** @type {Row} */ (nameToRow.get(name))
    const expected = /** @type {Map<string, string>} */ (references.get(editCountOf(name)))
    for (const path of compareOutputs(expected, digestFolder(join(app.root, 'dist')))) {
      if (!row.differences.includes(path)) row.differences.push(path)
    }
  }
}

/** @param {RowName} name */
function editCountOf(name) {
  return name === 'oneEdit' || name === 'fiveEdits' ? editCounts[name] : 0
}

/**
 * An oracle may have a wrong output: then it took a shortcut, and its row says so.
 *
 * @param {RowName} name
 */
export function isOracle(name) {
  return name === 'oracle' || name === 'oracleResolutions'
}
