/**
 * Writes the tables of docs/benchmarks.md, and the short one of the README, from what the benchmarks have saved in docs/figures, so that no
 * figure is typed by hand. With `--check` it writes nothing and fails if a page isn't what it would write.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rowKinds } from '../bench/measure/row-kinds.mjs'
import { peerRowLabels } from '../bench/peers/peer-row-labels.mjs'
import { editCells, editHeadings, editsBySize } from '../bench/report/edits-by-size.mjs'
import { formatCounts } from '../bench/report/format-app.mjs'
import { pairRatios } from '../bench/report/pair-ratios.mjs'
import { root } from './run.mjs'

const folder = join(root, 'docs/figures')
const mark = '<!-- figures -->'

/** Runs of medium apps, for the README. */
const shortFigures = ['vite-medium', 'react-babel-medium', 'bundlers-medium']

/** Rows that have a column. */
const columns = ['without', 'cold', 'warm', 'oneEdit', 'fivePercent', 'undo', 'oracle']
const ratioNames = [
  'cold / without',
  'warm / without',
  'warm / oracle',
  'warm / oracle, resolutions too',
  '5 % edits / cold',
  '5 % edits / oracle, 5 % edits',
]

fillPage(
  'docs/benchmarks.md',
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => sectionOf(file, resultsIn(file)))
    .join('\n\n'),
)
fillPage('README.md', shortTable(shortFigures.map((name) => resultsIn(`${name}.json`))))

/** @returns {import('../bench/report/compare-runs.mjs').BenchResults} */
function resultsIn(file) {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'))
}

/** Puts text between the marks of a page. */
function fillPage(name, text) {
  const page = join(root, name)
  const before = readFileSync(page, 'utf8')
  const parts = before.split(mark)
  if (parts.length !== 3) throw new Error(`${name} must hold ${mark} twice`)
  const after = [parts[0], `\n\n${text}\n\n`, parts[2]].join(mark)
  if (!process.argv.includes('--check')) {
    writeFileSync(page, after)
  } else if (before !== after) {
    console.error(`${name} is not what the figures say: run node scripts/benchmark-figures.mjs`)
    process.exitCode = 1
  }
}

/** What the README tells: CPU seconds, what you get, and what it costs. */
function shortTable(results) {
  const runs = [...new Set(results.map((one) => one.runs))].join(' to ')
  const apps = results.flatMap((one) => one.apps)
  const shown = ['without', 'cold', 'warm', 'oneEdit', 'oracle']
  const shownRatios = ['warm / without', 'warm / oracle', 'cold / without']
  return [
    `Medians of CPU seconds of the build, processes that it starts included; ${runs} runs each on a quiet machine with 2 cores. Apps without the name of another bundler are built with Vite.`,
    tableOfApps(apps, 'cpu', shown, shownRatios),
    ...problemsOf(apps),
  ].join('\n\n')
}

/**
 * @param {string} file
 * @param {import('../bench/report/compare-runs.mjs').BenchResults} results
 */
function sectionOf(file, { machine, versions, runs, measuredAt, apps, peers }) {
  const setUp = `Measured on ${measuredAt}, ${runs} ${runs === 1 ? 'run' : 'runs'}, Node ${machine.node}, ${machine.platform}, ${machine.cpuCount} x ${machine.cpuModel}.`
  return [
    `### ${file.replace(/\.json$/, '').replaceAll('-', ' ')}`,
    setUp,
    ...(apps.length > 0
      ? [
          'Wall seconds of the build:',
          tableOfApps(apps, 'wall'),
          'CPU seconds of the build, processes that it starts included:',
          tableOfApps(apps, 'cpu'),
          ...wholeBuildsOf(apps),
          ...editsAtSizesOf(apps),
          ...updatesOf(apps),
          ...problemsOf(apps),
        ]
      : []),
    ...(peers ? [tableOfPeers(peers), ...problemsOfPeers(peers)] : []),
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  ].join('\n\n')
}

/** What it takes to restore whole builds, where that was measured. */
function wholeBuildsOf(apps) {
  const measured = apps.filter(({ aboveFloor }) => aboveFloor !== undefined)
  const made = apps.filter(({ whyNotRestored }) => whyNotRestored !== undefined)
  const secondsOf = (app, name) => app.rows.find((row) => row.name === name)?.processCpu.median.toFixed(3)
  return [
    ...(measured.length === 0
      ? []
      : [
          'Whole builds restored, CPU seconds of the whole process:',
          tableOf(
            ['app', 'restored', 'empty entry (floor)', 'above the floor'],
            measured.map((app) => [
              `\`${app.flavour}\`, ${app.modules} modules`,
              secondsOf(app, 'snapshot'),
              secondsOf(app, 'floor'),
              app.aboveFloor.processCpu.toFixed(3),
            ]),
          ),
        ]),
    ...(made.length === 0
      ? []
      : [
          'Whole builds that are not restored:',
          made
            .map(
              ({ flavour, modules, whyNotRestored }) =>
                `- \`${flavour}\`, ${modules} modules: ${whyNotRestored}`,
            )
            .join('\n'),
        ]),
  ]
}

/** Whether the work follows what was edited, where one flavour was measured at several sizes. */
function editsAtSizesOf(apps) {
  const edits = editsBySize(apps)
  return edits.length === 0
    ? []
    : ['What one edit adds to a warm build:', tableOf(editHeadings, edits.map(editCells))]
}

/** Builds after an edit in a process that goes on, where these were measured. */
function updatesOf(apps) {
  const updates = apps.flatMap(({ flavour, modules, rows }) =>
    rows
      .filter(({ first }) => first !== undefined)
      .map(({ name, first, wall, cpu, hooks }) => [
        `\`${flavour}\`, ${modules} modules: ${rowKinds[name].label}`,
        ...[first.wall, wall, first.cpu, cpu].map(({ median }) => median.toFixed(2)),
        ...[pairRatios(wall, first.wall), pairRatios(cpu, first.cpu)].map(({ median }) => median.toFixed(2)),
        formatCounts(hooks.map(({ run, audited = 0 }) => run - audited)),
      ]),
  )
  return updates.length === 0
    ? []
    : [
        'Updates in one process: its first build, and the median of five for one edited module each, seconds:',
        tableOf(
          [
            '',
            'first, wall',
            'update, wall',
            'first, CPU',
            'update, CPU',
            'wall / first',
            'CPU / first',
            'hooks run',
          ],
          updates,
        ),
      ]
}

function tableOfApps(apps, figure, wantedRows = columns, wantedRatios = ratioNames) {
  const shown = wantedRows.filter((name) => apps.some(({ rows }) => rows.some((row) => row.name === name)))
  const shownRatios = wantedRatios.filter((name) =>
    apps.some(({ ratios }) => ratios.some((ratio) => ratio.name === name)),
  )
  return tableOf(
    ['app', ...shown.map((name) => rowKinds[name].label), ...shownRatios],
    apps.map(({ flavour, modules, rows, ratios }) => [
      `\`${flavour}\`, ${modules} modules`,
      ...shown.map((name) => rows.find((row) => row.name === name)?.[figure].median.toFixed(2)),
      ...shownRatios.map((name) => ratios.find((ratio) => ratio.name === name)?.[figure].toFixed(2)),
    ]),
  )
}

/** What the figures don't tell. */
function problemsOf(apps) {
  const problems = apps.flatMap(({ flavour, rows, notes }) => [
    ...rows
      .filter(({ isEqual }) => !isEqual)
      .map(({ name }) => `\`${flavour}\`: the output of *${rowKinds[name].label}* differs`),
    ...notes.map((note) => `\`${flavour}\`: ${note}`),
  ])
  return [
    problems.length === 0 ? 'Every output was equal.' : problems.map((problem) => `- ${problem}`).join('\n'),
  ]
}

function tableOfPeers({ modules, peers }) {
  return [
    `A React app of ${modules} modules; seconds of the whole process:`,
    tableOf(
      ['', 'wall', 'CPU', 'wall / cold', 'CPU / cold'],
      peers.flatMap(({ label, rows }) =>
        rows.map((row) => [
          `${label}: ${peerRowLabels[row.name]}`,
          row.wall.median.toFixed(2),
          row.cpu.median.toFixed(2),
          row.toCold?.wall.toFixed(3),
          row.toCold?.cpu.toFixed(3),
        ]),
      ),
    ),
  ].join('\n\n')
}

function problemsOfPeers({ peers }) {
  const problems = peers.flatMap(({ label, rows, failure }) => [
    ...(failure === undefined ? [] : [`- ${label} does not build`]),
    ...rows.flatMap(({ name, problems }) =>
      problems.map((problem) => `- ${label}, ${peerRowLabels[name]}: ${problem}`),
    ),
  ])
  return problems.length === 0 ? [] : [problems.join('\n')]
}

function tableOf(headings, rows) {
  const lines = [headings, headings.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.map((cell) => cell ?? '').join(' | ')} |`).join('\n')
}
