import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { bundlerToConfigFile } from '../generate/config-files.mjs'
import { editModules, keepModules, pickModules } from '../generate/edit-modules.mjs'
import { flavours } from '../generate/flavours/flavour.mjs'
import { resolutionHooks, restoredHooks } from '../oracle/restored-hooks.mjs'
import { compareOutputs } from './compare-outputs.mjs'
import { digestFolder } from './digest-folder.mjs'
import { isOracle, rowKinds } from './row-kinds.mjs'
import { runBuild } from './run-build.mjs'
import { runUpdates } from './updates/run-updates.mjs'

/** @typedef {import('./row-kinds.mjs').RowName} RowName */

/**
 * @typedef {object} Row the builds of one kind, in the order of the runs
 * @property {RowName} name
 * @property {import('./run-build.mjs').Build[]} builds
 * @property {string[]} differences output files that differ from a build without any plugin in the same state
 *
 * @typedef {object} Options
 * @property {number} runs
 * @property {readonly RowName[]} rows in the order of `rowKinds`; those that the app can't have are left out
 * @property {import('../oracle/restored-hooks.mjs').RestoredHook[]} [oracleHooks]
 * @property {string} [profileFolder]
 * @property {(message: string) => void} onProgress
 */

/**
 * Builds an app in every way, each build in a process of its own. The ways take turns, so that a machine that gets
 * slower or faster meanwhile does so for all of them.
 *
 * @param {import('../generate/generate-app.mjs').App} app
 * @param {Options} options
 * @returns {Promise<Row[]>}
 */
export async function measureApp(app, { runs, rows, oracleHooks, profileFolder, onProgress }) {
  const { bundler, root } = app
  const plain = { bundler, root, configFile: join(root, bundlerToConfigFile[bundler]) }
  const cached = { bundler, root, configFile: join(root, 'rekindle.config.mjs') }
  const snapshot = { bundler, root, configFile: join(root, 'snapshot.config.mjs') }
  const floor = { bundler, root, configFile: join(root, 'floor.config.mjs') }
  const update = { bundler, root, configFile: join(root, 'update.config.mjs') }
  const oracleFile = join(app.root, '.oracle')
  const cacheFolder = join(app.root, '.rekindle')
  const cacheFolderOfUpdates = join(app.root, '.rekindle-update')
  const hooks = oracleHooks ?? restoredHooks
  const canRestoreResolutions = flavours[app.flavour].canRestoreResolutions ?? false
  const allHooks = canRestoreResolutions ? [...hooks, ...resolutionHooks] : hooks

  /** @type {Map<RowName, Row>} */
  const nameToRow = new Map()
  const rowNames = rows.filter((name) => name !== 'oracleResolutions' || canRestoreResolutions)
  const hasOracle = rowNames.some(isOracle)
  for (const name of rowNames) nameToRow.set(name, { name, builds: [], differences: [] })

  const references = await buildReferences()
  if (hasOracle) {
    onProgress('recording for the oracle')
    await runBuild({ ...plain, oracle: { mode: 'record', file: oracleFile, hooks: allHooks } })
    for (const name of rowNames.filter((name) => isOracle(name) && !rowKinds[name].countEdits))
      noteDifferences(name)
  }

  if (rowNames.includes('snapshot')) {
    onProgress('recording the whole build')
    // The first build may do what can't be recorded, such as running a compiler in a process of its own.
    for (let build = 0; build < 2; build++) await runBuild(snapshot)
  }

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
    /** @type {Map<RowName, Map<string, string>>} */
    const rowToOutput = new Map()
    for (const name of rowNames.filter((name) => name === 'without' || rowKinds[name].countEdits)) {
      onProgress(`reference of ${name}`)
      const undo = edit(name)
      await runBuild(plain)
      undo()
      const output = digestFolder(join(app.root, 'dist'))
      if (output.size === 0) throw new Error(`The build in ${app.root} wrote nothing`)
      rowToOutput.set(name, output)
    }
    const updating = rowNames.filter((name) => rowKinds[name].updates)
    if (updating.length > 0) {
      onProgress('reference of updates')
      await updateOnceEach('updateWithout')
      // Bundlers leave behind what they have built before, so that no other build has the same folder.
      const output = digestFolder(join(app.root, 'dist'))
      for (const name of updating) rowToOutput.set(name, output)
    }
    return rowToOutput
  }

  /**
   * @param {RowName} name
   * @param {string} [profileFolder]
   */
  async function updateOnceEach(name, profileFolder) {
    const edited = pickModules(app, /** @type {number} */ (rowKinds[name].updates))
    const putBack = keepModules(edited)
    try {
      const edits = { edited, text: 'changed for an update' }
      if (rowKinds[name].way === 'plain') return await runUpdates({ ...plain, ...edits }, { profileFolder })
      rmSync(cacheFolderOfUpdates, { recursive: true, force: true })
      return await runUpdates({ ...update, ...edits, cacheFolder: cacheFolderOfUpdates }, { profileFolder })
    } finally {
      putBack()
    }
  }

  /**
   * @param {RowName} name
   * @param {string} [profile]
   */
  async function measureRow(name, profile) {
    const row = /** @type {Row} */ (nameToRow.get(name))
    const build = rowKinds[name].updates
      ? await updateOnceEach(name, profile)
      : await buildOnce(name, profile)
    if (!profile) row.builds.push(build)
    noteDifferences(name)
  }

  /**
   * @param {RowName} name
   * @param {string} [profileFolder]
   */
  async function buildOnce(name, profileFolder) {
    const undo = edit(name)
    if (name === 'cold') rmSync(cacheFolder, { recursive: true, force: true })
    // Other rows have changed the folders of the app, of which the cache of another config is one.
    if (name === 'snapshot') await runBuild(snapshot)
    const build = await runBuild(taskOf(name), { profileFolder })
    undo()
    return build
  }

  /**
   * @param {RowName} name
   * @returns {() => void} puts the modules back
   */
  function edit(name) {
    const count = rowKinds[name].countEdits?.(app.modules.length)
    return count === undefined ? () => {} : editModules(app, count, `changed for ${rowKinds[name].flag}`)
  }

  /** @param {RowName} name */
  function taskOf(name) {
    switch (rowKinds[name].way) {
      case 'plain':
        return plain
      case 'traced':
        return { ...plain, isTraced: true }
      case 'cached':
        return cached
      case 'snapshot':
        return snapshot
      case 'floor':
        return floor
      case 'oracle':
        return {
          ...plain,
          oracle: {
            mode: /** @type {const} */ ('restore'),
            file: oracleFile,
            hooks: name === 'oracleResolutions' ? allHooks : hooks,
            edited: pickModules(app, rowKinds[name].countEdits?.(app.modules.length) ?? 0),
          },
        }
    }
  }

  /** @param {RowName} name */
  function noteDifferences(name) {
    // Nothing is built there.
    if (name === 'floor') return
    const row = /** @type {Row} */ (nameToRow.get(name))
    const expected = references.get(name) ?? references.get('without')
    const actual = digestFolder(join(app.root, 'dist'))
    for (const path of compareOutputs(/** @type {Map<string, string>} */ (expected), actual)) {
      if (!row.differences.includes(path)) row.differences.push(path)
    }
  }
}
