// Builds one state of a project by its script: argv is the folder for the output of the build with Rekindle, the file
// for its misses and for what was told of whole builds, and which builds are due, `cached`, `plain` or both.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { takeTold } from './whole-builds.mjs'

const [output, missesFile, ...builds] = process.argv.slice(2)
const script = pathToFileURL(path.resolve('build.mjs')).href

if (builds.includes('cached')) {
  const misses = []
  // Scripts give this to Rekindle.
  globalThis.onEvent = ({ kind, plugin, id, reason }) => {
    if (kind === 'miss') {
      misses.push({ plugin, id, reason })
    }
  }
  process.env.WITH_REKINDLE = 'yes'
  await import(script)
  fs.renameSync('dist', output)
  fs.writeFileSync(missesFile, JSON.stringify({ misses, wholeBuilds: takeTold() }))
  delete process.env.WITH_REKINDLE
}
// Last: the build with Rekindle must find a process that remembers nothing, while this one sees the same disk.
if (builds.includes('plain')) {
  delete process.env.REKINDLE_REPORT
  await import(`${script}?plain`)
}
