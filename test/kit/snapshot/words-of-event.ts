import type { RekindleEvent } from 'unplugin-rekindle'

/** What an event says of a whole build: its kind, with the input that had changed or the reason. */
export function wordsOfEvent(event: RekindleEvent): readonly string[] {
  switch (event.kind) {
    case 'snapshot-restored':
    case 'snapshot-kept':
      return [event.kind.replace('snapshot-', '')]
    case 'snapshot-missed':
      return [`missed: ${'input' in event.reason ? event.reason.input : event.reason.kind}`]
    case 'snapshot-declined':
      return [`declined: ${Object.values(event.reason).join(' ')}`]
    case 'cache-failed':
      return [`failed: ${event.during}: ${event.message}`]
    default:
      return []
  }
}
