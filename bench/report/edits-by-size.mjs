import { formatCounts } from './format-app.mjs'
import { formatTable } from './format-table.mjs'
import { summarizeValues } from './summarize-values.mjs'

/**
 * What one edit adds to a build in which nothing has changed.
 *
 * @typedef {object} EditAtSize
 * @property {string} flavour
 * @property {number} modules
 * @property {string} hooksWarm hooks that ran, without those that were only compared: a number, or a range over the runs
 * @property {string} hooksOneEdit
 * @property {number} warmCpu s
 * @property {number} extraCpu s, the median of the differences of each run
 * @property {number} extraWall the same
 *
 * @param {readonly import('./summarize-app.mjs').AppSummary[]} apps
 * @returns {EditAtSize[]} of the flavours that were measured at several sizes, by flavour and size: work that follows what was edited is
 * the same at each
 */
export function editsBySize(apps) {
  const edits = apps.flatMap((app) => editOf(app) ?? [])
  const flavours = [...new Set(edits.map(({ flavour }) => flavour))]
  return flavours.flatMap((flavour) => {
    const sizes = edits.filter((edit) => edit.flavour === flavour)
    return sizes.length < 2 ? [] : sizes.sort((one, other) => one.modules - other.modules)
  })
}

/** Headings and cells of a table. */
export const editHeadings = [
  'app',
  'warm: hooks run',
  'one edit: hooks run',
  'warm: CPU s',
  'extra CPU ms of one edit',
  'extra wall ms',
]

/**
 * @param {EditAtSize} edit
 * @returns {string[]}
 */
export function editCells({ flavour, modules, hooksWarm, hooksOneEdit, warmCpu, extraCpu, extraWall }) {
  return [
    `${flavour}, ${modules} modules`,
    hooksWarm,
    hooksOneEdit,
    warmCpu.toFixed(2),
    ...[extraCpu, extraWall].map((seconds) => String(Math.round(seconds * 1000))),
  ]
}

/**
 * @param {readonly import('./summarize-app.mjs').AppSummary[]} apps
 * @returns {string | undefined} undefined when no flavour was measured at several sizes
 */
export function formatEditsBySize(apps) {
  const edits = editsBySize(apps)
  return edits.length === 0
    ? undefined
    : `What one edit adds to a warm build:\n\n${formatTable(editHeadings, edits.map(editCells))}`
}

/**
 * @param {import('./summarize-app.mjs').AppSummary} app
 * @returns {EditAtSize | undefined}
 */
function editOf({ flavour, modules, rows }) {
  const [warm, oneEdit] = ['warm', 'oneEdit'].map((name) => rows.find((row) => row.name === name))
  if (!warm || !oneEdit) return undefined
  const hooksOf = (/** @type {import('./summarize-app.mjs').RowSummary} */ row) =>
    formatCounts(row.hooks.map(({ run, audited = 0 }) => run - audited))
  const extra = (/** @type {'cpu' | 'wall'} */ figure) =>
    summarizeValues(oneEdit[figure].values.map((value, run) => value - warm[figure].values[run])).median
  return {
    flavour,
    modules,
    hooksWarm: hooksOf(warm),
    hooksOneEdit: hooksOf(oneEdit),
    warmCpu: warm.cpu.median,
    extraCpu: extra('cpu'),
    extraWall: extra('wall'),
  }
}
