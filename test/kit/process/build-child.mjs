// One build of one project, in a process of its own: argv is the job as JSON and the file for the outcome.
import fs from 'node:fs'
import { observedBuild } from './observed-build.mjs'
import { takeTold } from './whole-builds.mjs'

const [job, outcomeFile] = process.argv.splice(2)
const outcome = await observedBuild(JSON.parse(job))
fs.writeFileSync(outcomeFile, JSON.stringify({ ...outcome, wholeBuilds: takeTold() }))
process.exitCode = 0
