/** Runs every check of the repository one after the other, and fails at the end if one of them failed. */
import { runVitest } from './failed-tests.mjs'
import { run } from './run.mjs'

// Longer property runs: the suites read this variable.
const isNightly = process.argv.includes('--nightly')
if (isNightly) process.env.REKINDLE_NIGHTLY = '1'

const stepToCommand = {
  lint: 'biome lint --error-on-warnings .',
  format: 'biome check --linter-enabled=false .',
  'import walls': 'depcruise "packages/*/src" test bench scripts',
  types: 'npm run --silent typecheck',
  'unused code': 'knip --no-config-hints',
  'unit tests': 'vitest run --project unit',
  'conformance tests': 'vitest run --project conformance',
  'resilience tests': 'vitest run --project resilience',
  'property tests': 'vitest run --project property',
  // The start of a browser, and on a fresh machine its installation, take minutes.
  ...(isNightly
    ? {
        'browser tests': 'node scripts/browser-tests.mjs',
        'whole builds': 'node scripts/whole-build-tests.mjs',
      }
    : {}),
  'docs site': 'node scripts/docs.mjs',
  'package checks': 'node scripts/check-packages.mjs',
}

const outcomes = Object.entries(stepToCommand).map(([step, command]) => {
  console.log(`\n=== ${step}`)
  const startedAt = performance.now()
  const { hasPassed, failures } = command.startsWith('vitest ')
    ? runVitest(command)
    : { hasPassed: run(command), failures: [] }
  return { step, hasPassed, failures, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) }
})

console.log('\n=== summary')
for (const { step, hasPassed, failures, seconds } of outcomes) {
  console.log(`${hasPassed ? 'passed' : 'FAILED'}  ${step} (${seconds} s)`)
  for (const failure of failures) console.log(`        ${failure}`)
}
process.exitCode = outcomes.every(({ hasPassed }) => hasPassed) ? 0 : 1
