// One build of one project, in a process of its own: argv is the job as JSON and the file for the outcome.
import fs from 'node:fs'
import { buildWithRolldown } from './build-with-rolldown.mjs'
import { buildWithRollup } from './build-with-rollup.mjs'
import { buildWithVite } from './build-with-vite.mjs'

const builders = { vite: buildWithVite, rollup: buildWithRollup, rolldown: buildWithRolldown }
const job = JSON.parse(process.argv[2])
const outcome = { warnings: [], watched: [], calls: [], misses: [], error: null }

/** Without the frames of a stack, in which Rekindle stands as well. */
function relative(text) {
  return text.replaceAll(process.cwd(), '<root>').replace(/\n\s+at .*/g, '')
}

globalThis.reportHookCall = ({ plugin, hook, id, environment, isEmpty }) => {
  if (!isEmpty) {
    const where = environment === undefined || environment === 'client' ? '' : ` @${environment}`
    outcome.calls.push(`${plugin} ${hook} ${relative(id).replaceAll('<root>/', '')}${where}`)
  }
}

const seen = {
  watched: (files) => outcome.watched.push(...files.map(relative)),
  warning: (text) => {
    // A slow machine is told which plugins take long.
    if (!text.includes('PLUGIN_TIMINGS')) {
      // Some loggers print the time of day.
      outcome.warnings.push(relative(text).replace(/\d+:\d+:\d+ [AP]M/, '<time>'))
    }
  },
}

// Configs of fixtures give this to Rekindle.
globalThis.listener = (event) => {
  if (event.kind === 'miss' || event.kind === 'uncacheable') {
    const { plugin, hook, id, reason } = event
    outcome.misses.push(
      `${plugin} ${hook} ${id}: ${reason.kind} ${reason.input ?? reason.detail ?? ''}`.trim(),
    )
  }
}

// Below the console, whose methods plugins take along when they are loaded.
for (const stream of ['stdout', 'stderr']) {
  process[stream].write = (text) => {
    seen.warning(`${stream}: ${text}`)
    return true
  }
}

try {
  await builders[job.bundler](job, seen)
} catch (error) {
  outcome.error = relative(String(error.message))
}
// Hooks run side by side: only what happened is compared, not in which order.
outcome.warnings.sort()
outcome.calls.sort()
outcome.watched = [...new Set(outcome.watched)].sort()
fs.writeFileSync(process.argv[3], JSON.stringify(outcome))
process.exitCode = 0
