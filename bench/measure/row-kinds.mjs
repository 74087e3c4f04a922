/**
 * The ways an app is built, in the order in which a run builds them.
 *
 * @typedef {'without' | 'traced' | 'cold' | 'warm' | 'oneEdit' | 'fiveEdits' | 'fivePercent' | 'undo' | 'update' | 'updateWithout' | 'snapshot' | 'floor' | 'oracle' | 'oracleOneEdit' | 'oracleFivePercent' | 'oracleResolutions'} RowName
 *
 * @typedef {object} RowKind
 * @property {string} flag its name on the command line
 * @property {string} label its name in tables
 * @property {'plain' | 'traced' | 'cached' | 'snapshot' | 'floor' | 'oracle'} way
 * @property {(modules: number) => number} [countEdits] how many of that many modules are edited; otherwise none
 * @property {number} [updates] after its first build the process goes on, and builds anew for so many modules that are edited one after
 * the other; what that takes is the row
 */

/** @type {Record<RowName, RowKind>} */
export const rowKinds = {
  without: { flag: 'without', label: 'without plugin', way: 'plain' },
  traced: { flag: 'traced', label: 'tracing alone', way: 'traced' },
  cold: { flag: 'cold', label: 'cold', way: 'cached' },
  warm: { flag: 'warm', label: 'warm', way: 'cached' },
  oneEdit: { flag: 'one-edit', label: 'one edit', way: 'cached', countEdits: () => 1 },
  fiveEdits: { flag: 'five-edits', label: 'five edits', way: 'cached', countEdits: () => 5 },
  fivePercent: { flag: 'five-percent', label: '5 % edits', way: 'cached', countEdits: countFivePercent },
  undo: { flag: 'undo', label: 'undo', way: 'cached' },
  update: { flag: 'update', label: 'update in one process', way: 'cached', updates: 5 },
  updateWithout: { flag: 'update-without', label: 'update, without plugin', way: 'plain', updates: 5 },
  snapshot: { flag: 'snapshot', label: 'whole build restored', way: 'snapshot' },
  floor: { flag: 'floor', label: 'empty entry (floor)', way: 'floor' },
  oracle: { flag: 'oracle', label: 'oracle', way: 'oracle' },
  // What was edited runs: how near to it a cache can come.
  oracleOneEdit: { flag: 'oracle-one-edit', label: 'oracle, one edit', way: 'oracle', countEdits: () => 1 },
  oracleFivePercent: {
    flag: 'oracle-five-percent',
    label: 'oracle, 5 % edits',
    way: 'oracle',
    countEdits: countFivePercent,
  },
  oracleResolutions: { flag: 'oracle-resolutions', label: 'oracle, resolutions too', way: 'oracle' },
}

/** @param {number} modules */
function countFivePercent(modules) {
  return Math.max(1, Math.round(modules * 0.05))
}

export const allRows = /** @type {RowName[]} */ (Object.keys(rowKinds))

/**
 * Adds what chosen rows can't be without: all are compared with `without`; a cache starts empty in each run, so that no edit is
 * known from an earlier one; and what is undone was edited right before,
 * and is compared with what was warm. Updates begin with a cold build of their own.
 *
 * @param {readonly RowName[]} chosen
 * @returns {RowName[]} in the order of the table
 */
export function completeRows(chosen) {
  const rows = new Set([...chosen, 'without'])
  if (chosen.some((name) => rowKinds[name].way === 'cached' && !rowKinds[name].updates)) rows.add('cold')
  if (rows.has('undo')) {
    rows.add('warm')
    if (!chosen.some((name) => rowKinds[name].countEdits)) rows.add('oneEdit')
  }
  return allRows.filter((name) => rows.has(name))
}

/**
 * An oracle may have a wrong output: then it took a shortcut, and its row says so.
 *
 * @param {RowName} name
 */
export function isOracle(name) {
  return rowKinds[name].way === 'oracle'
}
