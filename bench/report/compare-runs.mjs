import { rowKinds } from '../measure/row-kinds.mjs'
import { pairRatios } from './pair-ratios.mjs'

/**
 * Figures that tell a row apart from an earlier one. Those of the process are left out: they hold the same work again.
 */
const judgedFigures = /** @type {const} */ (['wall', 'cpu'])

/** What counts as worse: above this, in the ratio of ratios. */
const tolerance = 1.05

/**
 * @typedef {'wall' | 'cpu'} FigureName
 *
 * @typedef {object} RowComparison
 * @property {import('../measure/row-kinds.mjs').RowName} name
 * @property {'worse' | 'better' | 'same' | 'not judged'} kind `not judged`: not of the cache, so that it tells how far chance reaches
 * @property {Record<FigureName, number>} change how many times the row takes what it took, both in relation to `without plugin` of
 * their own run
 *
 * @typedef {object} AppComparison
 * @property {string} flavour
 * @property {string} size
 * @property {boolean} isSameApp the generated files are those of the earlier run
 * @property {RowComparison[]} rows
 *
 * @typedef {object} RunComparison
 * @property {string[]} setUp what differs in machine and versions
 * @property {AppComparison[]} apps those that both runs have
 * @property {string[]} missing apps that only one of them has
 *
 * @typedef {object} BenchResults
 * @property {import('./describe-machine.mjs').Machine} machine
 * @property {Record<string, string>} versions by package
 * @property {number} runs
 * @property {string} measuredAt a day
 * @property {import('./summarize-app.mjs').AppSummary[]} apps
 * @property {import('../peers/summarize-peers.mjs').PeersSummary} [peers]
 */

/**
 * Compares each row's share of `without plugin` with what it was, so that another machine or a busy one matters little.
 *
 * @param {BenchResults} saved
 * @param {BenchResults} current
 * @returns {RunComparison}
 */
export function compareRuns(saved, current) {
  /** @type {AppComparison[]} */
  const apps = []
  const missing = []
  for (const app of current.apps) {
    const earlier = saved.apps.find(({ flavour, size }) => flavour === app.flavour && size === app.size)
    if (earlier) apps.push(compareApps(earlier, app))
    else missing.push(`${app.flavour}, ${app.size}: not in the saved run`)
  }
  return { setUp: compareSetUps(saved, current), apps, missing }
}

/** @param {RunComparison} comparison */
export function findRegressions({ apps }) {
  return apps.flatMap(({ flavour, size, rows }) =>
    rows.filter(({ kind }) => kind === 'worse').map((row) => ({ flavour, size, row })),
  )
}

/**
 * @param {import('./summarize-app.mjs').AppSummary} earlier
 * @param {import('./summarize-app.mjs').AppSummary} app
 * @returns {AppComparison}
 */
function compareApps(earlier, app) {
  return {
    flavour: app.flavour,
    size: app.size,
    isSameApp: app.digest === earlier.digest,
    rows: app.rows.flatMap((row) => {
      const before = earlier.rows.find(({ name }) => name === row.name)
      if (row.name === 'without' || !before) return []
      const change = /** @type {Record<FigureName, number>} */ (
        Object.fromEntries(
          judgedFigures.map((figure) => [
            figure,
            shareOf(app.rows, row, figure) / shareOf(earlier.rows, before, figure),
          ]),
        )
      )
      return [{ name: row.name, kind: judge(row.name, Object.values(change)), change }]
    }),
  }
}

/**
 * @param {import('./summarize-app.mjs').RowSummary[]} rows
 * @param {import('./summarize-app.mjs').RowSummary} row
 * @param {FigureName} figure
 * @returns {number} what the row takes of `without plugin`
 */
function shareOf(rows, row, figure) {
  const without = rows.find(({ name }) => name === 'without')
  if (!without) throw new Error('A run without the row `without` compares with nothing')
  return pairRatios(row[figure], without[figure]).median
}

/**
 * @param {import('../measure/row-kinds.mjs').RowName} name
 * @param {number[]} changes
 * @returns {RowComparison['kind']}
 */
function judge(name, changes) {
  if (rowKinds[name].way !== 'cached') return 'not judged'
  if (changes.some((change) => change > tolerance)) return 'worse'
  return changes.every((change) => change < 1 / tolerance) ? 'better' : 'same'
}

/**
 * @param {BenchResults} saved
 * @param {BenchResults} current
 */
function compareSetUps(saved, current) {
  const [before, now] = [saved, current].map(
    ({ machine, versions, runs }) =>
      /** @type {Record<string, string | number>} */ ({ ...machine, ...versions, runs }),
  )
  return Object.keys(now)
    .filter((name) => before[name] !== undefined && before[name] !== now[name])
    .map((name) => `${name}: ${before[name]} then, ${now[name]} now`)
}
