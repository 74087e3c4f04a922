/**
 * Measures the store beside other ways to keep the same entries, all in one run. See "The store" in README.md of the
 * folder above.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { describeMachine } from '../report/describe-machine.mjs'
import { formatTable } from '../report/format-table.mjs'
import { summarizeValues } from '../report/summarize-values.mjs'
import { engines } from './engines/engine.mjs'

const usage = `Usage: node bench/store/run.mjs [flags]

  --entries <number>  default: 10000
  --runs <number>     default: 3
  --json <file>       write all figures to a file
  --help`

const phases = /** @type {const} */ (['write', 'read', 'some'])

/** @typedef {{ wall: number, cpu: number, rss: number, wrong: number }} Figures */

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '3' },
    json: { type: 'string' },
    help: { type: 'boolean' },
  },
})
if (values.help) console.log(usage)
else run(Number(values.entries), Number(values.runs))

/**
 * @param {number} entries
 * @param {number} runs
 */
function run(entries, runs) {
  const machine = describeMachine()
  console.log(`${entries} entries, ${runs} runs, medians`)
  console.log(`Node ${machine.node}, ${machine.platform}, ${machine.cpuCount} x ${machine.cpuModel}\n`)
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'rekindle-bench-store-'))
  try {
    const figures = measureEngines(folder, entries, runs)
    console.log(`${formatEngines(figures)}\n`)
    const scale = measureScale(folder, entries)
    console.log(`${formatScale(scale)}\n`)
    console.log(formatVerdicts(figures, scale))
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, figures, scale }, null, 2)}\n`)
    if (
      Object.values(figures).some((byPhase) =>
        phases.some((phase) => byPhase[phase].some(({ wrong }) => wrong > 0)),
      )
    ) {
      console.error('Some of what was read is not what was written.')
      process.exitCode = 1
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * All engines take turns, so that a machine that slows down does so for all.
 *
 * @param {string} folder
 * @param {number} entries
 * @param {number} runs
 */
function measureEngines(folder, entries, runs) {
  const names = Object.keys(engines)
  /** @type {Record<string, Record<(typeof phases)[number], Figures[]>>} */
  const figures = Object.fromEntries(names.map((name) => [name, { write: [], read: [], some: [] }]))
  for (let round = 0; round < runs; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const place = join(folder, name.replaceAll(' ', '-'))
      rmSync(place, { recursive: true, force: true })
      for (const phase of phases)
        figures[name][phase].push(runChild('child.mjs', name, phase, place, String(entries)))
    }
  }
  for (const name of names) rmSync(join(folder, name.replaceAll(' ', '-')), { recursive: true, force: true })
  return figures
}

/**
 * @param {string} folder
 * @param {number} entries
 */
function measureScale(folder, entries) {
  const sizes = [1000, 10_000, 100_000].map((count) => {
    const place = join(folder, `scale-${count}`)
    runChild('measure-scale.mjs', 'fill', place, String(count))
    return { count, ...runChild('measure-scale.mjs', 'lookups', place, String(count)) }
  })
  const place = join(folder, 'scale-compaction')
  const compaction = runChild('measure-scale.mjs', 'compaction', place, String(entries))
  const eviction = runChild('measure-scale.mjs', 'eviction', place, String(entries))
  return { sizes, compaction, eviction }
}

/**
 * @param {string} script
 * @param {...string} args
 */
function runChild(script, ...args) {
  const file = fileURLToPath(new URL(script, import.meta.url))
  const { status, stdout, stderr, signal } = spawnSync(process.execPath, ['--expose-gc', file, ...args], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status ?? signal}: ${stderr}`)
  return JSON.parse(stdout)
}

/** @param {ReturnType<typeof measureEngines>} figures */
function formatEngines(figures) {
  return formatTable(
    ['', 'write ms', 'CPU', 'MB', 'read all ms', 'CPU', 'MB', 'read 5 % ms', 'safe'],
    Object.entries(figures).map(([name, byPhase]) => [
      name,
      ...[byPhase.write, byPhase.read].flatMap((runs) => [
        median(runs, 'wall').toFixed(0),
        median(runs, 'cpu').toFixed(0),
        megabytes(median(runs, 'rss')),
      ]),
      median(byPhase.some, 'wall').toFixed(0),
      engines[name].isSafe ? 'yes' : 'NO',
    ]),
  )
}

/** @param {ReturnType<typeof measureScale>} scale */
function formatScale({ sizes, compaction, eviction }) {
  const table = formatTable(
    ['entries', 'open ms', 'index MB', 'lookup ns', 'slowest ms'],
    sizes.map(({ count, open, bytes, nanoseconds, worst }) => [
      String(count),
      open.toFixed(1),
      megabytes(bytes),
      nanoseconds.toFixed(0),
      worst.toFixed(3),
    ]),
  )
  const { before, after, payload } = compaction
  return [
    table,
    '',
    `on disk: ${megabytes(payload)} MB of texts; ${megabytes(before)} MB with half of them twice, ${megabytes(after)} MB tidied up`,
    `eviction: ${eviction.evicted} entries in ${eviction.milliseconds.toFixed(0)} ms, ${eviction.perEntry.toFixed(3)} ms each`,
  ].join('\n')
}

/**
 * The goals, and whether this run has met them. No exit code: times depend on the machine.
 *
 * @param {ReturnType<typeof measureEngines>} figures
 * @param {ReturnType<typeof measureScale>} scale
 */
function formatVerdicts(figures, { sizes, compaction, eviction }) {
  const own = figures.rekindle
  const others = Object.keys(figures).filter((name) => name !== 'rekindle')
  const safe = others.filter((name) => engines[name].isSafe)
  const fastest = (/** @type {string[]} */ names, /** @type {'write' | 'read'} */ phase) =>
    Math.min(...names.map((name) => median(figures[name][phase], 'wall')))
  const overhead = compaction.after / compaction.payload - 1
  const [small, , large] = sizes
  const rss = Math.max(median(own.write, 'rss'), median(own.read, 'rss'))
  /** @type {[string, number, number][]} */
  const goals = [
    ['read all, to the fastest safe one', median(own.read, 'wall') / fastest(safe, 'read'), 1.3],
    ['write all, to the fastest other one', median(own.write, 'wall') / fastest(others, 'write'), 1],
    ['memory of the process, MB', rss / 1e6, 150],
    ['index of 100,000 entries, MB', large.bytes / 1e6, 50],
    ['slowest lookup, ms', Math.max(...sizes.map(({ worst }) => worst)), 10],
    ['lookup in 100,000 entries, to 1,000', large.nanoseconds / small.nanoseconds, 3],
    ['overhead on disk, %', overhead * 100, 10],
    ['eviction of an entry, ms', eviction.perEntry, 10],
  ]
  return formatTable(
    ['goal', 'measured', 'at most', ''],
    goals.map(([name, value, limit]) => [
      name,
      value.toFixed(2),
      String(limit),
      value <= limit ? 'met' : 'NOT MET',
    ]),
  )
}

/**
 * @param {Figures[]} runs
 * @param {'wall' | 'cpu' | 'rss'} field
 */
function median(runs, field) {
  return summarizeValues(runs.map((figures) => figures[field])).median
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1)
}
