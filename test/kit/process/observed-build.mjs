// Builds one after the other in this process, each with everything that can be told of it.
import { AsyncLocalStorage } from 'node:async_hooks'
import { buildWithRolldown } from './build-with-rolldown.mjs'
import { buildWithRollup } from './build-with-rollup.mjs'
import { buildWithVite } from './build-with-vite.mjs'

const builders = { vite: buildWithVite, rollup: buildWithRollup, rolldown: buildWithRolldown }

/** Hooks of a build that has failed go on while the next one runs: what they do is still that build's. */
const outcomes = new AsyncLocalStorage()

/** Without the frames of a stack, in which Rekindle stands as well. */
function relative(text) {
  return text.replaceAll(process.cwd(), '<root>').replace(/\n\s+at .*/g, '')
}

globalThis.reportHookCall = ({ plugin, hook, id, environment, isEmpty }) => {
  const where = environment === undefined || environment === 'client' ? '' : ` @${environment}`
  const { calls, emptyCalls } = outcomes.getStore()
  ;(isEmpty ? emptyCalls : calls).push(`${plugin} ${hook} ${relative(id).replaceAll('<root>/', '')}${where}`)
}

const seen = {
  watched: (files) => outcomes.getStore().watched.push(...files.map(relative)),
  warning: (text) => {
    // A slow machine is told which plugins take long.
    if (!text.includes('PLUGIN_TIMINGS')) {
      // Some loggers print the time of day, or how long something took.
      outcomes
        .getStore()
        ?.warnings.push(relative(text).replace(/\d+:\d+:\d+ [AP]M|(?<=\()\d+(?:\.\d+)?m?s(?=\))/g, '<time>'))
    }
  },
}

// Configs of fixtures give this to Rekindle.
globalThis.listener = (event) => {
  if (event.kind === 'miss' || event.kind === 'uncacheable') {
    const { plugin, hook, id, reason } = event
    outcomes
      .getStore()
      .misses.push(`${plugin} ${hook} ${id}: ${reason.kind} ${reason.input ?? reason.detail ?? ''}`.trim())
  }
  if (event.kind === 'cache-failed') {
    outcomes.getStore().failures.push(`${event.during}: ${event.message}`)
  }
}

// Below the console, whose methods plugins take along when they are loaded.
for (const stream of ['stdout', 'stderr']) {
  process[stream].write = (text) => {
    seen.warning(`${stream}: ${text}`)
    return true
  }
}

/** Builds the project in the working folder; a build that fails is an outcome as well. */
export async function observedBuild(job) {
  const outcome = {
    warnings: [],
    watched: [],
    calls: [],
    emptyCalls: [],
    misses: [],
    failures: [],
    error: null,
  }
  try {
    await outcomes.run(outcome, () => builders[job.bundler](job, seen))
  } catch (error) {
    outcome.error = relative(String(error.message))
  }
  // Hooks run side by side: only what happened is compared, not in which order.
  for (const list of [outcome.warnings, outcome.calls, outcome.emptyCalls]) {
    list.sort()
  }
  outcome.watched = [...new Set(outcome.watched)].sort()
  return outcome
}
