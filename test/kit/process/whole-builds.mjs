// Where the variable KIT_WHOLE_BUILDS asks for it, each build of this process is recorded as a whole, in a cache of its own. The
// entries of staged packages (`stage-packages.ts`) ask for options here; imported before anything else.

/** What was told of whole builds since the last time. */
const told = []

if (process.env.KIT_WHOLE_BUILDS !== undefined) {
  // Hooks see the same environment as in other builds.
  delete process.env.KIT_WHOLE_BUILDS
  globalThis.withWholeBuilds = (options = {}) => ({
    ...options,
    snapshot: true,
    cacheDir: `${options.cacheDir ?? 'node_modules/.cache/rekindle'}-of-whole-builds`,
    onEvent(event) {
      told.push(...wordsOf(event))
      options.onEvent?.(event)
    },
  })
}

/** As `wordsOfEvent` of the tests. */
function wordsOf({ kind, reason, during, message }) {
  switch (kind) {
    case 'snapshot-restored':
    case 'snapshot-kept':
      return [kind.replace('snapshot-', '')]
    case 'snapshot-missed':
      return [`missed: ${reason.input ?? reason.kind}`]
    case 'snapshot-declined':
      return [`declined: ${Object.values(reason).join(' ')}`]
    case 'cache-failed':
      return [`failed: ${during}: ${message}`]
    default:
      return []
  }
}

export function takeTold() {
  return told.splice(0)
}
