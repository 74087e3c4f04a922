import { peerRowLabels } from '../../peers/peer-row-labels.mjs'
import { formatRange } from '../format-app.mjs'
import { drawBars } from './draw-bars.mjs'
import { escapeHtml } from './escape-html.mjs'
import { formatHtmlTable } from './format-html-table.mjs'

/** @param {import('../../peers/summarize-peers.mjs').PeersSummary} summary */
export function formatPeersSection({ size, modules, peers }) {
  const rows = peers.flatMap(({ label, rows }) => rows.map((row) => ({ label, ...row })))
  const charts = /** @type {const} */ (['without', 'cold', 'warm', 'oneEdit']).map((name) =>
    drawBars(
      `${peerRowLabels[name]}: wall time of the process`,
      rows
        .filter((row) => row.name === name)
        .map(({ label, wall }) => ({
          label,
          kind: label.includes('Rekindle') ? 'cached' : 'plain',
          summary: wall,
        })),
    ),
  )
  const table = formatHtmlTable(
    ['', 'wall s', 'CPU s', 'wall / cold', 'CPU / cold'],
    rows.map(({ label, name, wall, cpu, toCold }) => [
      `${label}: ${peerRowLabels[name]}`,
      formatRange(wall, 2),
      formatRange(cpu, 2),
      ...[toCold?.wall, toCold?.cpu].map((ratio) => (ratio === undefined ? '' : `${ratio.toFixed(3)}x`)),
    ]),
  )
  const failures = peers.flatMap(({ label, failure }) =>
    failure === undefined ? [] : [`${label} doesn't build`],
  )
  return `<h2>Other bundlers: React through Babel, ${escapeHtml(size)}</h2>
<p>${modules} modules</p>
${failures.map((text) => `<p class="wrong">${escapeHtml(text)}</p>`).join('\n')}
${charts.join('\n')}
${table}`
}
