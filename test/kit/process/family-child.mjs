// Builds states of the project in the working folder, one after the other: argv is the list of builds as a JSON file and
// the file for their outcomes.
import fs from 'node:fs'
import path from 'node:path'
import { observedBuild } from './observed-build.mjs'
import { takeTold } from './whole-builds.mjs'

const [listFile, outcomesFile] = process.argv.slice(2)
// It stands for the command of a bundler: where a script builds, whole builds aren't restored with plugins that gather values for it.
process.argv[1] = path.resolve('node_modules/bundler/command.js')

/** What is there already stays untouched, with its times. */
function layDown(file, text) {
  if (text === null) {
    fs.rmSync(file, { force: true })
  } else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, text)
  }
}

const outcomes = []
for (const { files, output, movedTo, job } of JSON.parse(fs.readFileSync(listFile, 'utf8'))) {
  for (const [file, text] of Object.entries(files)) {
    layDown(file, text)
  }
  outcomes.push({ ...(await observedBuild(job)), wholeBuilds: takeTold() })
  if (fs.existsSync(output)) {
    fs.renameSync(output, movedTo)
  }
}
fs.writeFileSync(outcomesFile, JSON.stringify(outcomes))
process.exitCode = 0
// Processes of preprocessors outlive a build that has failed.
setTimeout(() => process.exit(), 1000).unref()
