import { formatRange } from '../report/format-app.mjs'
import { formatTable } from '../report/format-table.mjs'
import { peerRowLabels } from './peer-row-labels.mjs'

/** @param {import('./summarize-peers.mjs').PeersSummary} summary */
export function formatPeers({ size, modules, peers }) {
  const rows = peers.flatMap(({ label, rows }) =>
    rows.map((row) => [
      `${label}: ${peerRowLabels[row.name]}`,
      formatRange(row.wall, 2),
      formatRange(row.cpu, 2),
      formatRatio(row.toCold?.wall),
      formatRatio(row.toCold?.cpu),
    ]),
  )
  const remarks = peers.flatMap(({ label, rows, failure }) => [
    ...(failure === undefined ? [] : [`${label} doesn't build: ${failure}`]),
    ...rows.flatMap(({ name, problems }) =>
      problems.map((problem) => `${label}: ${peerRowLabels[name]}: ${problem}`),
    ),
  ])
  const table = formatTable(['', 'wall s', 'CPU s', 'wall / cold', 'CPU / cold'], rows)
  return [`React through Babel, ${size}: ${modules} modules`, table, ...remarks].join('\n\n')
}

/** @param {number} [ratio] */
function formatRatio(ratio) {
  return ratio === undefined ? '' : `${ratio.toFixed(3)}x`
}
