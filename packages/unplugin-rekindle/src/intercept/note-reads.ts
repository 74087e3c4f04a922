import {
  type HookTrace,
  type Input,
  noteDraws,
  noteKnownReads,
  noteUnkept,
  type TimedInput,
} from '@rekindle/core'
import type { CallOutcome } from '../plugins-known/known-plugin.ts'
import type { Call } from './call.ts'
import type { HookRecord } from './hook-record.ts'
import { codeOf } from './hook-result.ts'
import { watchedFiles } from './journal.ts'

/** Inputs that no trace shows, as they were while the call ran. */
export function lookedAt(unseen: readonly Input[], trace: HookTrace): readonly TimedInput[] {
  return unseen.map((input) => ({ ...input, readAtMs: trace.startedAtMs, isRead: false }))
}

/** For a record of the whole build, which is made from what its calls have read, whether their results are kept or not. */
export function noteReads(
  call: Call,
  trace: HookTrace,
  record: HookRecord,
  result: unknown,
  isKept: boolean,
): void {
  const { host, policy } = call.plugin
  if (!call.plugin.isVouchedFor) {
    noteDraws(trace)
  }
  if (isKept) {
    noteKnownReads(trace)
    return
  }
  if (policy.hasKnownUnseenReads !== true || policy.knowsUnseenReads === undefined) {
    noteUnkept(trace)
    return
  }
  const watched = watchedFiles(record.journal)
  const outcome: CallOutcome = { trace, watched, code: codeOf(result), styles: host.styles }
  if (!policy.knowsUnseenReads(call, outcome)) {
    noteUnkept(trace)
    return
  }
  noteKnownReads(trace)
  const unseen = policy.unseenInputs?.(call, outcome) ?? []
  host.noteReads([
    ...lookedAt(unseen, trace),
    ...watched.map((name) => ({ kind: 'file' as const, name, readAtMs: trace.startedAtMs, isRead: true })),
  ])
}
