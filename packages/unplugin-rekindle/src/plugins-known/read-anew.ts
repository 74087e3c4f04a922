import type { CallFacts, CallOutcome, Refusal } from './known-plugin.ts'

/**
 * Refuses results of plugins that keep results in their own memory, by the times of files: of a call that hasn't read
 * its module nobody can tell what the result was made from.
 */
export function readAnew({ id }: CallFacts, { trace }: CallOutcome): Refusal {
  return trace.files.get(id)?.isRead === true ? null : "a result out of the plugin's own memory"
}
