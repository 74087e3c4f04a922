/**
 * Measures Vite's development server: page loads from servers that are started anew, and edits while a page is open.
 * README.md in the folder above tells how to read the figures.
 */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { flavours } from '../generate/flavours/flavour.mjs'
import { generateApp } from '../generate/generate-app.mjs'
import { describeMachine } from '../report/describe-machine.mjs'
import { formatHeading } from '../report/format-heading.mjs'
import { packageVersions } from '../report/package-versions.mjs'
import { showProgress } from '../report/show-progress.mjs'
import { formatHotRows, formatPageRows } from './format-dev.mjs'
import { measureHotUpdates } from './measure-hot-updates.mjs'
import { measurePageLoads } from './measure-page-loads.mjs'
import { readDevOptions, usage } from './read-dev-options.mjs'
import { pageRatios, summarizeHotRow, summarizePageRow } from './summarize-dev.mjs'

const options = readOptionsOrExit()
if (options) await run(options)
else console.log(usage)

function readOptionsOrExit() {
  try {
    return readDevOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    return process.exit(2)
  }
}

/** @param {import('./read-dev-options.mjs').DevOptions} options */
async function run({ flavours: flavourNames, modules, hotModules, runs, edits, jsonFile, keepsApps }) {
  const machine = describeMachine()
  const versions = packageVersions([...new Set(flavourNames.flatMap((name) => flavours[name].packages))])
  console.log(formatHeading({ runs, machine, versions }))

  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'rekindle-bench-dev-'))
  const counts = [...new Set([...modules, ...hotModules])].sort((left, right) => left - right)
  const apps = []
  try {
    for (const count of counts) {
      for (const flavour of flavourNames) {
        const app = generateApp({
          flavour,
          size: String(count),
          root: join(folder, `${flavour}-${count}`),
        })
        const onProgress = (/** @type {string} */ message) => showProgress(`${flavour}, ${count}: ${message}`)
        const isLoaded = modules.includes(count)
        const pageRows = isLoaded
          ? (await measurePageLoads(app, { runs, onProgress })).map(summarizePageRow)
          : []
        const hotRows =
          hotModules.includes(count) && app.leaves.length > 0
            ? (await measureHotUpdates(app, { runs, edits, isPrepared: isLoaded, onProgress })).map(
                summarizeHotRow,
              )
            : []
        const ratios = pageRatios(pageRows)
        showProgress('')
        console.log(`${flavour}: ${count} modules, ${Math.round(app.sourceBytes / 1024)} KB of source\n`)
        if (pageRows.length > 0) console.log(`${formatPageRows(pageRows, ratios)}\n`)
        if (hotRows.length > 0) console.log(`${formatHotRows(hotRows)}\n`)
        apps.push({ flavour, modules: count, sourceBytes: app.sourceBytes, pageRows, ratios, hotRows })
        // An oracle that serves something else took a shortcut: its row says so.
        if (pageRows.some(({ name, differences }) => name !== 'oracle' && differences.length > 0))
          process.exitCode = 1
        if (!keepsApps) rmSync(app.root, { recursive: true, force: true })
      }
    }
  } finally {
    if (keepsApps) console.log(`The apps are in ${folder}`)
    else rmSync(folder, { recursive: true, force: true })
  }
  if (jsonFile)
    writeFileSync(jsonFile, `${JSON.stringify({ machine, versions, runs, edits, apps }, null, 2)}\n`)
}
