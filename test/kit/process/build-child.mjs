// One build of one project, in a process of its own: argv is the job as JSON and the file for the outcome.
import fs from 'node:fs'
import { observedBuild } from './observed-build.mjs'

const outcome = await observedBuild(JSON.parse(process.argv[2]))
fs.writeFileSync(process.argv[3], JSON.stringify(outcome))
process.exitCode = 0
