import { rowKinds } from '../measure/row-kinds.mjs'
import { findRegressions } from './compare-runs.mjs'
import { formatTable } from './format-table.mjs'

/** @param {import('./compare-runs.mjs').RunComparison} comparison */
export function formatComparison(comparison) {
  const rows = comparison.apps.flatMap(({ flavour, size, rows }) =>
    rows.map(({ name, kind, change }) => [
      `${flavour}, ${size}: ${rowKinds[name].label}`,
      `${change.wall.toFixed(3)}x`,
      `${change.cpu.toFixed(3)}x`,
      kind === 'worse' ? 'WORSE' : kind,
    ]),
  )
  const otherApps = comparison.apps
    .filter(({ isSameApp }) => !isSameApp)
    .map(({ flavour, size }) => `${flavour}, ${size}: the app itself is another one than then`)
  const count = findRegressions(comparison).length
  return [
    'In relation to the saved run, each row as its share of `without plugin`:',
    formatTable(['', 'wall', 'CPU', ''], rows),
    [...comparison.setUp, ...comparison.missing, ...otherApps].join('\n'),
    count === 0 ? 'No row is more than 5 % worse.' : `${count} rows are more than 5 % worse.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}
