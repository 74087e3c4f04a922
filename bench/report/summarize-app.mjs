import { pairRatios } from './pair-ratios.mjs'
import { summarizeValues } from './summarize-values.mjs'

/**
 * @typedef {object} RowSummary
 * @property {import('../measure/row-kinds.mjs').RowName} name
 * @property {import('./summarize-values.mjs').Summary} wall
 * @property {import('./summarize-values.mjs').Summary} cpu
 * @property {import('./summarize-values.mjs').Summary} processWall
 * @property {import('./summarize-values.mjs').Summary} processCpu
 * @property {import('../measure/read-hook-counts.mjs').HookCounts[]} hooks of each run, or of each update; empty without a cache
 * @property {import('../measure/run-build.mjs').Build['plugins']} [plugins] of the last run
 * @property {{ wall: import('./summarize-values.mjs').Summary, cpu: import('./summarize-values.mjs').Summary }} [first] the build that updates
 * began with
 * @property {boolean} isEqual the output is that of a build without any plugin
 * @property {string[]} differences
 *
 * @typedef {object} AppSummary
 * @property {string} flavour
 * @property {string} size
 * @property {number} modules
 * @property {number} sourceBytes
 * @property {string} digest of all files of the app: equal digests, equal apps
 * @property {RowSummary[]} rows
 * @property {Ratio[]} ratios
 * @property {{ processWall: number, processCpu: number }} [aboveFloor] what restoring a whole build takes beyond one of nothing, s
 * @property {string} [whyNotRestored] why the whole build was made, though it was to be restored, in words
 * @property {string[]} notes what is wrong besides the output
 *
 * @typedef {{ name: string, wall: number, cpu: number, processWall?: number, processCpu?: number }} Ratio
 * medians of the ratios of each run; those of processes where these are comparable
 */

/**
 * @param {import('../generate/generate-app.mjs').App} app
 * @param {import('../measure/measure-app.mjs').Row[]} rows
 * @returns {AppSummary}
 */
export function summarizeApp(app, rows) {
  const summaries = rows.map(summarizeRow)
  const whyNotRestored = findWhyNotRestored(rows)
  return {
    flavour: app.flavour,
    size: app.size,
    modules: app.modules.length,
    sourceBytes: app.sourceBytes,
    digest: app.digest,
    rows: summaries,
    ...(whyNotRestored === undefined ? { aboveFloor: aboveFloor(summaries) } : { whyNotRestored }),
    ratios: [
      ratio('warm / oracle', summaries, 'warm', 'oracle'),
      ratio('warm / oracle, resolutions too', summaries, 'warm', 'oracleResolutions'),
      ratio('tracing alone / without', summaries, 'traced', 'without'),
      ratio('cold / without', summaries, 'cold', 'without'),
      ratio('one edit / warm', summaries, 'oneEdit', 'warm'),
      ratio('one edit / oracle, one edit', summaries, 'oneEdit', 'oracleOneEdit'),
      ratio('5 % edits / without', summaries, 'fivePercent', 'without'),
      ratio('5 % edits / cold', summaries, 'fivePercent', 'cold'),
      ratio('5 % edits / oracle, 5 % edits', summaries, 'fivePercent', 'oracleFivePercent'),
      ratio('undo / warm', summaries, 'undo', 'warm'),
      ratioToFirst('update / its cold build', summaries, 'update'),
      ratioToFirst('update / its first build, without plugin', summaries, 'updateWithout'),
      ratio('update / update, without plugin', summaries, 'update', 'updateWithout'),
      ratio('warm / without', summaries, 'warm', 'without'),
      ratio('oracle / without', summaries, 'oracle', 'without'),
    ].filter((ratio) => ratio !== undefined),
    notes: [...noteMisses(summaries), ...noteOtherCalls(rows)],
  }
}

/**
 * @param {import('../measure/measure-app.mjs').Row} row
 * @returns {RowSummary}
 */
function summarizeRow({ name, builds, differences }) {
  const last = builds[builds.length - 1]
  return {
    name,
    wall: summarizeValues(builds.map((build) => build.wall)),
    cpu: summarizeValues(builds.map((build) => build.cpu)),
    processWall: summarizeValues(builds.map((build) => build.processWall)),
    processCpu: summarizeValues(builds.map((build) => build.processCpu)),
    hooks: builds.flatMap((build) => build.hooks ?? []),
    plugins: last.plugins,
    first: last.first && {
      wall: summarizeValues(builds.flatMap(({ first }) => first?.wall ?? [])),
      cpu: summarizeValues(builds.flatMap(({ first }) => first?.cpu ?? [])),
    },
    isEqual: differences.length === 0,
    differences,
  }
}

/** @param {import('../measure/measure-app.mjs').Row[]} rows */
function findWhyNotRestored(rows) {
  const builds = rows.find(({ name }) => name === 'snapshot')?.builds ?? []
  const made = builds.find(({ wholeBuild }) => wholeBuild?.outcome !== 'restored')
  return made && (made.wholeBuild?.why ?? 'nobody knows why')
}

/** @param {RowSummary[]} rows */
function aboveFloor(rows) {
  const restored = rows.find((row) => row.name === 'snapshot')
  const floor = rows.find((row) => row.name === 'floor')
  if (!restored?.isEqual || !floor) return undefined
  return {
    processWall: restored.processWall.median - floor.processWall.median,
    processCpu: restored.processCpu.median - floor.processCpu.median,
  }
}

/**
 * @param {string} name
 * @param {RowSummary[]} rows
 * @param {RowSummary['name']} above
 * @param {RowSummary['name']} below
 * @returns {Ratio | undefined}
 */
function ratio(name, rows, above, below) {
  const top = rows.find((row) => row.name === above)
  const bottom = rows.find((row) => row.name === below)
  // An oracle with a wrong output took a shortcut: nothing may be compared with it.
  if (!top?.isEqual || !bottom?.isEqual) return undefined
  return {
    name,
    wall: pairRatios(top.wall, bottom.wall).median,
    cpu: pairRatios(top.cpu, bottom.cpu).median,
    // A process that goes on has built more than what is compared.
    ...(!top.first && {
      processWall: pairRatios(top.processWall, bottom.processWall).median,
      processCpu: pairRatios(top.processCpu, bottom.processCpu).median,
    }),
  }
}

/**
 * @param {string} name
 * @param {RowSummary[]} rows
 * @param {RowSummary['name']} updates
 * @returns {Ratio | undefined}
 */
function ratioToFirst(name, rows, updates) {
  const row = rows.find((row) => row.name === updates)
  if (!row?.isEqual || !row.first) return undefined
  return {
    name,
    wall: pairRatios(row.wall, row.first.wall).median,
    cpu: pairRatios(row.cpu, row.first.cpu).median,
  }
}

/**
 * An update runs what the edit concerns: a hook of another module has lost its result.
 *
 * @param {import('../measure/measure-app.mjs').Row[]} rows
 */
function noteOtherCalls(rows) {
  const calls = rows.flatMap(({ builds }) => builds.flatMap(({ otherCalls }) => otherCalls ?? []))
  return calls.length === 0
    ? []
    : [`update: ${calls.length} calls of modules that were not edited: ${calls[0]}`]
}

/**
 * What is undone was there when the app was built warm: no more may run.
 *
 * @param {RowSummary[]} rows
 */
function noteMisses(rows) {
  const [warm, undo] = ['warm', 'undo'].map((name) =>
    rows.find((row) => row.name === name)?.hooks.map(({ run, audited = 0 }) => run - audited),
  )
  if (!warm?.length || !undo?.length) return []
  const [allowed, ran] = [Math.max(...warm), Math.max(...undo)]
  return ran > allowed ? [`undo: ${ran} hooks ran, though only ${allowed} did when nothing had changed`] : []
}
