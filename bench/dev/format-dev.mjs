import { formatCounts, formatRange } from '../report/format-app.mjs'
import { formatTable } from '../report/format-table.mjs'

const pageLabels = { without: 'without plugin', cold: 'cold', warm: 'warm', oracle: 'oracle' }
const hotLabels = {
  without: 'without plugin',
  cold: 'with Rekindle, started cold',
  warm: 'with Rekindle, started warm',
}

/**
 * @param {import('./summarize-dev.mjs').PageSummary[]} rows
 * @param {import('./summarize-dev.mjs').PageRatio[]} ratios
 */
export function formatPageRows(rows, ratios) {
  const times = formatTable(
    [
      'page load',
      'start s',
      'wall s',
      'CPU s',
      'process CPU s',
      'hooks run',
      'declined',
      'never cached',
      'restored',
      'served equal',
    ],
    rows.map(({ name, startWall, wall, cpu, processCpu, hooks, differences }) => [
      pageLabels[name],
      formatRange(startWall, 2),
      formatRange(wall, 2),
      formatRange(cpu, 2),
      formatRange(processCpu, 2),
      formatCounts(hooks.map(({ run }) => run)),
      formatCounts(hooks.map(({ declined }) => declined)),
      formatCounts(hooks.map(({ bypassed }) => bypassed ?? 0)),
      formatCounts(hooks.map(({ restored }) => restored)),
      differences.length === 0 ? 'yes' : name === 'oracle' ? 'NO: row invalid' : 'NO',
    ]),
  )
  const differing = rows
    .filter(({ differences }) => differences.length > 0)
    .map(
      ({ name, differences }) =>
        `${pageLabels[name]}: ${differences.length} URLs differ, such as ${differences[0]}`,
    )
  const comparison = formatTable(
    ['', 'wall', 'CPU', 'process CPU'],
    ratios.map(({ name, wall, cpu, processCpu }) => [
      name,
      ...[wall, cpu, processCpu].map((value) => `${value.toFixed(2)}x`),
    ]),
  )
  return [times, ...(ratios.length > 0 ? [comparison] : []), ...differing].join('\n\n')
}

/** @param {import('./summarize-dev.mjs').HotSummary[]} rows */
export function formatHotRows(rows) {
  return formatTable(
    ['edit of a component', 'first message ms', 'first module ms', 'later messages ms', 'later modules ms'],
    rows.map((row) => [
      hotLabels[row.name],
      formatRange(row.firstMessage, 1),
      formatRange(row.firstModule, 1),
      formatRange(row.laterMessage, 1),
      formatRange(row.laterModule, 1),
    ]),
  )
}
