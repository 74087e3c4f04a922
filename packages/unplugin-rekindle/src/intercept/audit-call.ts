import { pluginQuarantined } from '../options/errors.ts'
import { type AskingCall, type Call, type CallTimes, emitCall } from './call.ts'
import { type ComparedResult, firstDifference, incomparable } from './compare-results.ts'
import type { FrozenResult } from './hook-result.ts'
import { reportFailure } from './host.ts'
import type { JournalStep } from './journal.ts'
import type { Found } from './restore-call.ts'

/** What came of running a hook again that could have been answered from the cache. */
export type Rerun =
  | { readonly kind: 'returned'; readonly frozen: FrozenResult; readonly journal: readonly JournalStep[] }
  | { readonly kind: 'threw' }

/**
 * Holds a result against the one that would have been restored. A plugin whose results differ is put into quarantine,
 * unless an input has changed in the meantime. `taken` is what the run cost.
 */
export function auditCall(call: Call, audited: Found, rerun: Rerun, taken: CallTimes): void {
  const { plugin } = call
  try {
    const difference = differenceOf(audited, rerun)
    if (difference === null) {
      plugin.trial().noteAgreed()
      plugin.host.noteInputs(call.environment, call.id, audited.inputs)
      emitCall(call, { kind: 'audited', outcome: 'equal' }, taken)
    } else if (plugin.host.results.verifyAnew(audited.inputs).kind !== 'fresh') {
      emitCall(call, { kind: 'audited', outcome: 'void' }, taken)
    } else {
      emitCall(call, { kind: 'audited', outcome: 'different', difference }, taken)
      quarantine(call, difference)
    }
  } catch (error) {
    reportFailure(plugin.host, `an audit of ${plugin.name}`, error)
  }
}

/** The first difference, in words; null: none. */
export function differenceOf(audited: Found, rerun: Rerun): string | null {
  if (rerun.kind === 'threw') {
    return 'it threw an error'
  }
  const { frozen, journal } = rerun
  if (frozen.kind !== 'frozen') {
    return incomparable(frozen)
  }
  const { stored, parts } = audited
  const before: ComparedResult = { ...stored, code: parts.code, map: parts.map }
  return firstDifference(before, { ...frozen, journal })
}

/** Stops caching the plugin, here and in later builds, and says so. */
export function quarantine({ plugin, id }: AskingCall, difference: string): void {
  const { host, name } = plugin
  const caught = plugin.trial().noteDiffers(host.root.relative(id), difference)
  if (caught !== null) {
    const { module } = caught
    host.emit({ kind: 'quarantined', plugin: name, module, difference })
    host.warn(pluginQuarantined({ plugin: name, module, difference }).message)
  }
}
