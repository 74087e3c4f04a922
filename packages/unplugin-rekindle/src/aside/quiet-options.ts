import type { RekindleOptions } from '../options/options.ts'

/**
 * Whether a build has nothing to do for an option when nothing is cached. Exhaustive by type: an option that is added does not
 * compile until it is classified.
 */
const IS_FOR_CACHING: { readonly [Name in keyof Required<RekindleOptions>]: boolean } = {
  cacheDir: true,
  enabled: true,
  include: true,
  exclude: true,
  plugins: true,
  compare: true,
  graph: false,
  key: true,
  limits: true,
  readOnly: false, // Nothing is to be written then, no note either.
  snapshot: false,
  verify: true,
  onEvent: false,
  report: false,
  trace: false,
  summary: true, // Of such a build it says nothing.
  writeDelta: false,
  onDelta: false,
}

/** The options as JSON; null: they ask for more than a cache, or JSON doesn't tell them apart. */
export function quietOptions(options: RekindleOptions = {}): string | null {
  try {
    const given = Object.entries(options).filter(([, value]) => value !== undefined)
    const isForCaching = given.every(([name]) => IS_FOR_CACHING[name as keyof RekindleOptions] === true)
    const patterns = [options.include, options.exclude].flat()
    const isPlain = patterns.every((pattern) => !(pattern instanceof RegExp))
    return isForCaching && isPlain ? JSON.stringify(options) : null
  } catch {
    // They have a wrong form.
    return null
  }
}
