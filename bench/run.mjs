/**
 * Measures builds of generated apps: without Rekindle, with it, and with an oracle that holds all results in memory.
 * README.md beside this file tells how to read the figures.
 */
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { flavours } from './generate/flavours/flavour.mjs'
import { generateApp } from './generate/generate-app.mjs'
import { measureApp } from './measure/measure-app.mjs'
import { isOracle, rowKinds } from './measure/row-kinds.mjs'
import { readOptions, usage } from './read-options.mjs'
import { compareRuns, findRegressions } from './report/compare-runs.mjs'
import { describeMachine } from './report/describe-machine.mjs'
import { formatEditsBySize } from './report/edits-by-size.mjs'
import { formatApp } from './report/format-app.mjs'
import { formatComparison } from './report/format-comparison.mjs'
import { formatHeading } from './report/format-heading.mjs'
import { formatPage } from './report/html/format-page.mjs'
import { packageVersions } from './report/package-versions.mjs'
import { showProgress } from './report/show-progress.mjs'
import { summarizeApp } from './report/summarize-app.mjs'

const options = readOptionsOrExit()
if (options) await run(options)
else console.log(usage)

function readOptionsOrExit() {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    return process.exit(2)
  }
}

/** @param {import('./read-options.mjs').BenchOptions} options */
async function run({
  flavours: flavourNames,
  sizes,
  rows: chosenRows,
  runs,
  jsonFile,
  htmlFile,
  comparedFile,
  failsOnRegression,
  profileFolder,
  oracleHooks,
  keepsApps,
}) {
  const hasRekindle = existsSync(fileURLToPath(import.meta.resolve('unplugin-rekindle/vite')))
  // Read first: a long run must not end with a file that isn't there.
  const saved = comparedFile === undefined ? undefined : JSON.parse(readFileSync(comparedFile, 'utf8'))
  const machine = describeMachine()
  const versions = packageVersions([...new Set(flavourNames.flatMap((name) => flavours[name].packages))])
  console.log(formatHeading({ runs, machine, versions }))
  if (!hasRekindle) console.log("Rekindle isn't built (npm run setup): its rows are left out.\n")

  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'rekindle-bench-'))
  const apps = []
  try {
    for (const size of sizes) {
      for (const flavour of flavourNames) {
        const app = generateApp({ flavour, size, root: join(folder, `${flavour}-${size}`) })
        const rows = await measureApp(app, {
          runs,
          rows: hasRekindle
            ? chosenRows
            : chosenRows.filter((name) => rowKinds[name].way === 'plain' || isOracle(name)),
          oracleHooks,
          profileFolder: profileFolder && resolve(profileFolder),
          onProgress: (message) => showProgress(`${flavour}, ${size}: ${message}`),
        })
        showProgress('')
        const summary = summarizeApp(app, rows)
        console.log(`${formatApp(summary)}\n`)
        apps.push(summary)
        const isWrong = rows.some((row) => !isOracle(row.name) && row.differences.length > 0)
        if (isWrong || summary.notes.length > 0) process.exitCode = 1
        if (!keepsApps) rmSync(app.root, { recursive: true, force: true })
      }
    }
  } finally {
    if (keepsApps) console.log(`The apps are in ${folder}`)
    else rmSync(folder, { recursive: true, force: true })
  }
  const edits = formatEditsBySize(apps)
  if (edits) console.log(`${edits}\n`)
  /** @type {import('./report/compare-runs.mjs').BenchResults} */
  const results = { machine, versions, runs, measuredAt: new Date().toISOString().slice(0, 10), apps }
  if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify(results, null, 2)}\n`)
  if (htmlFile) writeFileSync(htmlFile, formatPage(results))
  if (saved) {
    const comparison = compareRuns(saved, results)
    console.log(formatComparison(comparison))
    if (failsOnRegression && findRegressions(comparison).length > 0) process.exitCode = 1
  }
}
