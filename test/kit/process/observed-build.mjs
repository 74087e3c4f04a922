// Builds one after the other in this process, each with everything that can be told of it.

// Only the bundler that is asked for is loaded: most processes build with one, and there are many of them.
const builders = {
  vite: async () => (await import('./build-with-vite.mjs')).buildWithVite,
  rollup: async () => (await import('./build-with-rollup.mjs')).buildWithRollup,
  rolldown: async () => (await import('./build-with-rolldown.mjs')).buildWithRolldown,
}

/** Of the build that is running. */
let outcome

/** Without the frames of a stack, in which Rekindle stands as well. */
function relative(text) {
  return text.replaceAll(process.cwd(), '<root>').replace(/\n\s+at .*/g, '')
}

/** What hooks report to. A call that outlives its build, which has failed, still reports to that one. */
function reporterFor(owner) {
  return ({ plugin, hook, id, environment, isEmpty }) => {
    const where = environment === undefined || environment === 'client' ? '' : ` @${environment}`
    const calls = isEmpty ? owner.emptyCalls : owner.calls
    calls.push(`${plugin} ${hook} ${relative(id).replaceAll('<root>/', '')}${where}`)
  }
}

const seen = {
  watched: (files) => outcome.watched.push(...files.map(relative)),
  warning: (text) => {
    // A slow machine is told which plugins take long.
    if (!text.includes('PLUGIN_TIMINGS')) {
      // Some loggers print the time of day, or how long something took.
      outcome.warnings.push(
        relative(text).replace(/\d+:\d+:\d+ [AP]M|(?<=\()\d+(?:\.\d+)?m?s(?=\))/g, '<time>'),
      )
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
  if (event.kind === 'cache-failed') {
    outcome.failures.push(`${event.during}: ${event.message}`)
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
  outcome = { warnings: [], watched: [], calls: [], emptyCalls: [], misses: [], failures: [], error: null }
  const current = outcome
  globalThis.reportHookCall = reporterFor(current)
  try {
    const build = await builders[job.bundler]()
    await build(job, seen)
  } catch (error) {
    current.error = relative(String(error.message))
  }
  // Hooks run side by side: only what happened is compared, not in which order.
  for (const list of [current.warnings, current.calls, current.emptyCalls]) {
    list.sort()
  }
  current.watched = [...new Set(current.watched)].sort()
  return current
}
