import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { describeMachine } from '../report/describe-machine.mjs'
import { formatTable } from '../report/format-table.mjs'

const { values } = parseArgs({
  options: { size: { type: 'string' }, runs: { type: 'string' }, json: { type: 'boolean' } },
})
const sizes = (values.size ?? '100,1000,10000,50000').split(',').map(Number)
const runs = Number(values.runs ?? 9)
if (![...sizes, runs].every((number) => Number.isInteger(number) && number > 0)) {
  throw new RangeError('--size and --runs take whole numbers above 0')
}

const script = fileURLToPath(new URL('measure-graph.mjs', import.meta.url))
const all = sizes.map((size) => {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-graph-'))
  try {
    const args = ['--expose-gc', script, String(size), String(runs), folder]
    // A certificate bundle in the environment would be read by every process.
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined }
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', env }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

if (values.json) {
  console.log(JSON.stringify({ machine: describeMachine(), runs, sizes: all }, null, 2))
} else {
  printTables()
}

function printTables() {
  const fixed = (/** @type {number} */ value, digits = 1) => value.toFixed(digits)
  const wholeRows = all.map((one) => [
    String(one.size),
    String(one.edges),
    fixed(one.recordCpuMs),
    fixed(one.hashCpuMs),
    fixed(one.saveCpuMs),
    fixed(one.loadCpuMs),
    fixed(one.firstLookCpuMs),
    fixed(one.readAllCpuMs),
    fixed(one.rewireMs, 2),
    fixed(one.heapMiB),
  ])
  console.log(
    formatTable(
      ['modules', 'edges', 'record', 'hash', 'save', 'load', 'first look', 'read all', 'rewire', 'heap MiB'],
      wholeRows,
    ),
  )
  console.log()
  const updateRows = all.flatMap(({ size, updates }) =>
    updates.map((/** @type {import('./measure-graph.mjs').Measured} */ one) => [
      `${size}: ${one.name}`,
      String(one.stale),
      String(one.visits),
      fixed(one.decideMs, 2),
      fixed(one.stale === 0 ? 0 : (one.decideMs / one.stale) * 1000),
      fixed(one.recordMs, 2),
    ]),
  )
  console.log(
    formatTable(['update', 'stale', 'visited', 'decide ms', 'us per stale module', 'record ms'], updateRows),
  )
}
