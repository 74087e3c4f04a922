import type { RekindleEvent } from 'unplugin-rekindle'

/** The hooks of cached plugins that have run, one line each; none when everything came from the cache. */
export function runsOfHooks(events: readonly RekindleEvent[]): readonly string[] {
  return events.flatMap((event) =>
    // Hooks without a filter are asked about virtual modules as well, and return nothing.
    (event.kind === 'miss' || event.kind === 'audited' || event.kind === 'rehydrated') &&
    !event.id.startsWith('\0')
      ? [`${event.plugin} ${event.hook} ${event.id}`]
      : [],
  )
}
