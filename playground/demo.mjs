/**
 * Shows Rekindle at work: builds copies of an app (Vite) and a library (Rollup) without and with it, compares every
 * output file, and says what that took.
 */
import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import { describeConclusion } from './demo/describe-conclusion.mjs'
import { formatProject } from './demo/format-project.mjs'
import { demoFolder, prepareProjects } from './demo/prepare-projects.mjs'
import { showProject } from './demo/show-project.mjs'

const { values } = parseArgs({ options: { sourcemap: { type: 'boolean' }, help: { type: 'boolean' } } })
if (values.help) console.log('Usage: npm run demo [-- --sourcemap]')
else await demo(values.sourcemap ?? false).catch(stop)

/** @param {Error} error */
function stop({ message }) {
  showProgress('')
  console.error(`demo: ${message}`)
  process.exitCode = 1
}

/** @param {boolean} hasSourceMaps */
async function demo(hasSourceMaps) {
  console.log(`An app and a library, copied to ${relative(process.cwd(), demoFolder)}, are built without and with Rekindle.
Each line is one build in a process of its own. "Hooks run" counts the calls in which a plugin loaded or transformed a
module, "restored" those that the cache answered instead, "never cached" those that no cache of results can answer (CSS
modules, blocks that a Vue component names by src) and that ran as well. Plugins that Rekindle leaves alone aren't
counted.\n`)
  const shown = []
  for (const project of prepareProjects()) {
    const steps = await showProject(project, { hasSourceMaps, onStep: showProgress })
    showProgress('')
    console.log(`${formatProject(project, steps)}\n`)
    shown.push({ project, steps })
  }
  console.log(describeConclusion(shown))
  if (shown.some(({ steps }) => steps.some((step) => step.differences.length > 0))) process.exitCode = 1
}

/** @param {string} message one line that the next one overwrites; nothing where output isn't a terminal */
function showProgress(message) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${message}`)
}
