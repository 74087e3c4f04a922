import type { CacheKey } from '@rekindle/core'

/** That the last build under a key was asked for an output that its record doesn't have. */
export const OTHER_OUTPUT = 'another output was asked for'

/** That builds under a key are made together with others, which may need what they leave in memory. */
export const SEVERAL_BUILDS = 'several environments or builds in one process'

/** Under which name that is remembered; any other text says that the newest record has what is asked for. */
export function memoName(key: CacheKey): string {
  return `whole build ${key}`
}
