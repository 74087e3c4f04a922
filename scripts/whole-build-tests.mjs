/**
 * Runs the conformance tests once more; each comparison is made with records of whole builds as well, and servers and watchers are
 * asked for them. At the end it is counted how many states of projects were restored: a suite that restores nothing shows nothing.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.mjs'

const suites = [
  'chunks',
  'dependencies',
  'esbuild',
  'families',
  'fidelity',
  'hostile',
  'interception',
  'wrong-once',
]
/** Nothing is restored there: they serve, watch, or count what all builds do. */
const others = ['dev', 'eligibility', 'graph', 'watch']

const folder = mkdtempSync(join(tmpdir(), 'rekindle-whole-builds-'))
const tally = join(folder, 'tally.jsonl')
process.env.REKINDLE_TEST_SNAPSHOT = '1'
process.env.REKINDLE_TEST_TALLY = tally
const paths = [...suites, ...others].map((suite) => `test/conformance/${suite}/`)
const hasPassed = run(`vitest run --project conformance ${paths.join(' ')}`)

const fileToCounts = countOutcomes()
for (const [file, { restored, others: reasons }] of [...fileToCounts].sort()) {
  console.log(`${file}: ${restored} restored`)
  for (const [reason, times] of reasons) console.log(`        ${times} ${reason}`)
}
const silent = suites.filter(
  (suite) => ![...fileToCounts].some(([file, { restored }]) => file.startsWith(`${suite}/`) && restored > 0),
)
for (const suite of silent) console.log(`FAILED  ${suite}: no build was restored as a whole`)
rmSync(folder, { recursive: true })
process.exitCode = hasPassed && silent.length === 0 ? 0 : 1

/** What came of the states of each test file: how many were restored, and why others weren't. */
function countOutcomes() {
  const counts = new Map()
  for (const line of readFileSync(tally, 'utf8').split('\n').filter(Boolean)) {
    const [path, outcome] = JSON.parse(line)
    const file = path.replaceAll('\\', '/').split('/conformance/')[1]
    const { restored, others: reasons } = counts.get(file) ?? { restored: 0, others: new Map() }
    if (outcome !== 'restored') reasons.set(outcome, (reasons.get(outcome) ?? 0) + 1)
    counts.set(file, { restored: restored + (outcome === 'restored' ? 1 : 0), others: reasons })
  }
  return counts
}
