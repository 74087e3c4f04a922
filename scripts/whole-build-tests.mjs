/** Runs the suites that compare builds in one process once more; each comparison is made with records of whole builds as well. */
import { run } from './run.mjs'

const suites = [
  'esbuild',
  'fidelity',
  'interception',
  'hostile',
  'dependencies/tracer-zoo',
  'dependencies/context-inputs',
]

process.env.REKINDLE_TEST_SNAPSHOT = '1'
const paths = suites.map((suite) => `test/conformance/${suite}`)
process.exitCode = run(`vitest run --project conformance ${paths.join(' ')}`) ? 0 : 1
