import type { RekindleOptions } from 'unplugin-rekindle'

/**
 * Whether each comparison is made with records of whole builds as well, in a cache of its own: the variable
 * REKINDLE_TEST_SNAPSHOT, which the nightly run sets. Tests that count lines or builds themselves are skipped then.
 */
export const recordsWholeBuilds: boolean = process.env['REKINDLE_TEST_SNAPSHOT'] === '1'

/** Options for servers and watchers: they never restore a whole build, and must not mind being asked to. */
export const optionsOfWatchers: RekindleOptions = recordsWholeBuilds ? { snapshot: true } : {}
