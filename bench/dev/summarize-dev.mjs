import { summarizeValues } from '../report/summarize-values.mjs'

/**
 * @typedef {import('../report/summarize-values.mjs').Summary} Summary
 *
 * Seconds.
 *
 * @typedef {object} PageSummary
 * @property {import('./measure-page-loads.mjs').PageRowName} name
 * @property {Summary} startWall
 * @property {Summary} wall
 * @property {Summary} cpu
 * @property {Summary} processCpu
 * @property {import('../measure/read-hook-counts.mjs').HookCounts[]} hooks of each run; empty without a cache
 * @property {string[]} differences
 *
 * Milliseconds.
 *
 * @typedef {object} HotSummary
 * @property {import('./measure-hot-updates.mjs').HotRowName} name
 * @property {Summary} firstMessage
 * @property {Summary} firstModule
 * @property {Summary} laterMessage
 * @property {Summary} laterModule
 */

/**
 * @param {import('./measure-page-loads.mjs').PageRow} row
 * @returns {PageSummary}
 */
export function summarizePageRow({ name, loads, differences }) {
  return {
    name,
    startWall: summarizeValues(loads.map((load) => load.startWall)),
    wall: summarizeValues(loads.map((load) => load.wall)),
    cpu: summarizeValues(loads.map((load) => load.cpu)),
    processCpu: summarizeValues(loads.map((load) => load.processCpu)),
    hooks: loads.flatMap((load) => load.hooks ?? []),
    differences,
  }
}

/**
 * @param {import('./measure-hot-updates.mjs').HotRow} row
 * @returns {HotSummary}
 */
export function summarizeHotRow({ name, first, later }) {
  return {
    name,
    firstMessage: summarizeValues(first.map(({ message }) => message)),
    firstModule: summarizeValues(first.map(({ module }) => module)),
    laterMessage: summarizeValues(later.map(({ message }) => message)),
    laterModule: summarizeValues(later.map(({ module }) => module)),
  }
}

/**
 * Of medians.
 *
 * @typedef {{ name: string, wall: number, cpu: number, processCpu: number }} PageRatio
 *
 * @param {PageSummary[]} rows
 * @returns {PageRatio[]} none with a row that was served something else: it took a shortcut
 */
export function pageRatios(rows) {
  return [
    pageRatio('warm / oracle', rows, 'warm', 'oracle'),
    pageRatio('cold / without', rows, 'cold', 'without'),
    pageRatio('warm / without', rows, 'warm', 'without'),
    pageRatio('oracle / without', rows, 'oracle', 'without'),
  ].filter((ratio) => ratio !== undefined)
}

/**
 * @param {string} name
 * @param {PageSummary[]} rows
 * @param {PageSummary['name']} above
 * @param {PageSummary['name']} below
 * @returns {PageRatio | undefined}
 */
function pageRatio(name, rows, above, below) {
  const top = rows.find((row) => row.name === above)
  const bottom = rows.find((row) => row.name === below)
  if (top?.differences.length !== 0 || bottom?.differences.length !== 0) return undefined
  return {
    name,
    wall: top.wall.median / bottom.wall.median,
    cpu: top.cpu.median / bottom.cpu.median,
    processCpu: top.processCpu.median / bottom.processCpu.median,
  }
}
