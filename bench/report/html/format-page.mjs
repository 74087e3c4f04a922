import { rowKinds } from '../../measure/row-kinds.mjs'
import { formatCounts, formatRange, formatRatio } from '../format-app.mjs'
import { drawBars } from './draw-bars.mjs'
import { escapeHtml } from './escape-html.mjs'
import { formatHtmlTable } from './format-html-table.mjs'
import { formatPeersSection } from './format-peers-section.mjs'

const style = `body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430 }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums }
th, td { padding: 0.15rem 0.7rem; text-align: right; border-bottom: 1px solid #dde3ea }
th:first-child { text-align: left } tbody th { font-weight: normal }
figure { margin: 1rem 0 } figcaption { font-weight: 600; margin-bottom: 0.4rem }
svg { max-width: 100%; height: auto; font-size: 13px } svg text { dominant-baseline: central; fill: #1c2430 } .label { text-anchor: end }
line { stroke: #1c2430 } .plain { fill: #9aa5b1 } .traced { fill: #c3cad2 } .cached { fill: #2563eb } .oracle { fill: #34a26b }
.wrong { color: #b91c1c; font-weight: 600 }`

/**
 * A page with charts and tables that needs no other file.
 *
 * @param {import('../compare-runs.mjs').BenchResults} results
 */
export function formatPage({ machine, versions, runs, measuredAt, apps, peers }) {
  const setUp = formatHtmlTable(
    ['', ''],
    [
      ['measured', measuredAt],
      ['runs', `${runs}, figures are medians (lowest-highest)`],
      ['machine', `${machine.cpuCount} x ${machine.cpuModel}, ${machine.platform}`],
      ['Node', machine.node],
      ...Object.entries(versions),
    ],
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Rekindle: benchmark</title>
<style>${style}</style>
<h1>Rekindle: benchmark</h1>
${[...apps.map(formatSection), ...(peers ? [formatPeersSection(peers)] : [])].join('\n')}
<h2>Set-up</h2>
${setUp}
</html>
`
}

/** @param {import('../summarize-app.mjs').AppSummary} app */
function formatSection({ flavour, size, modules, sourceBytes, digest, rows, ratios, notes }) {
  const bars = (/** @type {'wall' | 'cpu'} */ figure) =>
    rows.map((row) => ({
      label: rowKinds[row.name].label,
      kind: rowKinds[row.name].way,
      summary: row[figure],
    }))
  const wrong = [
    ...rows
      .filter(({ isEqual }) => !isEqual)
      .map(({ name, differences }) => `${rowKinds[name].label}: ${differences.length} files differ`),
    ...notes,
  ]
  return `<h2>${escapeHtml(flavour)}, ${escapeHtml(size)}</h2>
<p>${modules} modules, ${Math.round(sourceBytes / 1024)} KB of source, digest ${digest}</p>
${wrong.map((text) => `<p class="wrong">${escapeHtml(text)}</p>`).join('\n')}
${drawBars('Wall time of the build', bars('wall'))}
${drawBars('CPU time of the build', bars('cpu'))}
${formatHtmlTable(
  ['', 'wall s', 'CPU s', 'process wall s', 'process CPU s', 'hooks run', 'restored', 'output equal'],
  rows.map((row) => [
    rowKinds[row.name].label,
    ...[row.wall, row.cpu, row.processWall, row.processCpu].map((summary) => formatRange(summary, 2)),
    formatCounts(row.hooks.map(({ run }) => run)),
    formatCounts(row.hooks.map(({ restored }) => restored)),
    row.isEqual ? 'yes' : 'NO',
  ]),
)}
${formatHtmlTable(
  ['', 'wall', 'CPU', 'process wall', 'process CPU'],
  ratios.map(({ name, wall, cpu, processWall, processCpu }) => [
    name,
    ...[wall, cpu, processWall, processCpu].map(formatRatio),
  ]),
)}`
}
