import type { CallFacts, CallOutcome, Refusal } from './known-plugin.ts'
import { refusalOfNativeScanner } from './native-scanner.ts'
import { readAnew } from './read-anew.ts'

/** Refuses results of plugins that keep results in their own memory, and of styles that Tailwind may have a part in. */
export function readInSight(call: CallFacts, outcome: CallOutcome): Refusal {
  return refusalOfNativeScanner() ?? readAnew(call, outcome)
}
