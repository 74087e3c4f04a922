import { isOracle, rowKinds } from '../measure/row-kinds.mjs'
import { formatTable } from './format-table.mjs'

/**
 * @param {import('./summarize-app.mjs').AppSummary} app
 * @returns {string}
 */
export function formatApp(app) {
  const { flavour, size, modules, sourceBytes, digest, rows, ratios, notes } = app
  const times = formatTable(
    [
      '',
      'wall s',
      'CPU s',
      'process wall s',
      'process CPU s',
      'hooks run',
      'declined',
      'never cached',
      'restored',
      'output equal',
    ],
    rows.map((row) => [
      rowKinds[row.name].label,
      formatRange(row.wall, 2),
      formatRange(row.cpu, 2),
      formatRange(row.processWall, 2),
      formatRange(row.processCpu, 2),
      formatCounts(row.hooks.map(({ run }) => run)),
      formatCounts(row.hooks.map(({ declined }) => declined)),
      formatCounts(row.hooks.map(({ bypassed }) => bypassed ?? 0)),
      formatCounts(row.hooks.map(({ restored }) => restored)),
      row.isEqual ? 'yes' : isOracle(row.name) ? 'NO: row invalid' : 'NO',
    ]),
  )
  const comparison = formatTable(
    ['', 'wall', 'CPU', 'process wall', 'process CPU'],
    ratios.map((ratio) => [
      ratio.name,
      ...[ratio.wall, ratio.cpu, ratio.processWall, ratio.processCpu].map(formatRatio),
    ]),
  )
  const differences = rows
    .filter((row) => !row.isEqual)
    .map(
      (row) =>
        `${rowKinds[row.name].label}: ${row.differences.length} files differ, such as ${row.differences[0]}`,
    )
  const heading = `${flavour}, ${size}: ${modules} modules, ${Math.round(sourceBytes / 1024)} KB of source, digest ${digest}`
  return [
    heading,
    times,
    ...formatWholeBuild(app),
    ...(ratios.length > 0 ? [comparison] : []),
    ...differences,
    ...notes,
  ].join('\n\n')
}

/** @param {import('./summarize-app.mjs').AppSummary} app */
function formatWholeBuild({ aboveFloor, whyNotRestored }) {
  if (whyNotRestored !== undefined) return [`The whole build is not restored: ${whyNotRestored}`]
  if (aboveFloor === undefined) return []
  const [cpu, wall] = [aboveFloor.processCpu, aboveFloor.processWall].map((seconds) =>
    Math.round(seconds * 1000),
  )
  return [`Whole build restored, above the floor: ${cpu} ms CPU and ${wall} ms wall of the process`]
}

/**
 * @param {number[]} counts of the runs, which agree unless something changed meanwhile, such as Rekindle itself
 */
export function formatCounts(counts) {
  if (counts.length === 0) return '-'
  const [lowest, highest] = [Math.min(...counts), Math.max(...counts)]
  return lowest === highest ? String(lowest) : `${lowest}-${highest}`
}

/** @param {number} [value] */
export function formatRatio(value) {
  return value === undefined ? '-' : `${value.toFixed(2)}x`
}

/**
 * @param {import('./summarize-values.mjs').Summary} summary
 * @param {number} digits
 */
export function formatRange({ median, minimum, maximum }, digits) {
  return `${median.toFixed(digits)} (${minimum.toFixed(digits)}-${maximum.toFixed(digits)})`
}
