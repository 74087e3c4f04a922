import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { RekindleEvent, RekindleOptions } from 'unplugin-rekindle'

/** The file that calls Rekindle: it stands for the config, and imports nothing. */
const CONFIG = 'rekindle-place.cjs'

/**
 * Calls Rekindle's factory from a file of the project, whose text is then part of the tools. Its events are
 * added to `events` and given to the test's listener.
 */
export function placeRekindle(
  root: string,
  factory: (options?: RekindleOptions) => unknown,
  options: RekindleOptions,
  events: RekindleEvent[],
): unknown {
  const file = path.join(root, CONFIG)
  if (!fs.existsSync(file)) {
    fs.writeFileSync(file, 'module.exports = (rekindle, options) => rekindle(options)\n')
  }
  const place = createRequire(file)(file) as (...args: unknown[]) => unknown
  return place(factory, {
    ...options,
    onEvent(event: RekindleEvent) {
      events.push(event)
      options.onEvent?.(event)
    },
  } satisfies RekindleOptions)
}
