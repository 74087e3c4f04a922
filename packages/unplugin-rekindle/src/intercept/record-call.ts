import { HookTrace, orphanLines, runTraced, runUntraced } from '@rekindle/core'
import { noteEnvironment } from './asked-member.ts'
import { auditCall } from './audit-call.ts'
import { asKept, type Call, type CallTimes, emitCall } from './call.ts'
import { type ObservedArguments, observedArguments } from './chunks/observed-chunk.ts'
import { watchedArguments } from './hook-arguments.ts'
import { HookRecord } from './hook-record.ts'
import { codeOf, freezeResult } from './hook-result.ts'
import { reportFailure } from './host.ts'
import { watchedFiles } from './journal.ts'
import { keepResult } from './keep-result.ts'
import { learnInputs } from './learn-inputs.ts'
import { noteReads } from './note-reads.ts'
import { recordingContext } from './recording-context.ts'
import type { Found } from './restore-call.ts'

/**
 * Runs the hook for real, under the tracer, and keeps its result if it can be kept. With a result that could have been
 * restored, `audited`, the new one is held against it instead.
 */
export function recordCall(call: Call, audited: Found | null): unknown {
  const trace = new HookTrace()
  const { logger } = call.plugin.host
  const orphansBefore = orphanLines(logger)
  const record = new HookRecord(trace, call.plugin.host.root, call.id)
  const context = recordingContext(call, record)
  const { args, settle } = argumentsFor(call, record)
  const { clock } = call.plugin.host
  const running = clock.start()
  const times = (): CallTimes => ({ startedAt: running.startedAt, milliseconds: clock.end(running) })
  const ended = (result: unknown): unknown => {
    const taken = times()
    runUntraced(settle)
    // The code is read only where somebody needs it: a getter may give something else to the bundler then.
    if (call.hook === 'transform' && call.plugin.policy.partNames !== undefined) {
      call.plugin.modules.noteParts(call.environment, call.id, codeOf(result))
    }
    notePutBeside(call, trace, record)
    if (call.plugin.policy.printsOutside === true && orphanLines(logger) > orphansBefore) {
      trace.effects.add('a line was printed while it ran')
    }
    if (audited !== null) {
      const frozen = freezeResult(result, call.plugin.policy.keepsEmpty?.(call) === true)
      const rerun = { kind: 'returned', frozen, journal: record.journal } as const
      runUntraced(() => {
        learnSafely(call, trace, record)
        auditCall(call, audited, rerun, taken)
        noteReads(call, trace, record, result, false)
      })
    } else if (call.refusal === null) {
      runUntraced(() => keepAndTell(call, trace, record, result, taken))
    } else {
      runUntraced(() => learnSafely(call, trace, record))
      runUntraced(() => noteReads(call, trace, record, result, false))
      emitCall(call, { kind: 'bypassed', why: call.refusal }, taken)
    }
    return result
  }
  const failed = (error: unknown): never => {
    const taken = times()
    // A call that fails has filled the plugin's memory as well.
    runUntraced(() => learnSafely(call, trace, record))
    emitCall(call, { kind: 'failed' }, taken)
    if (audited !== null) {
      runUntraced(() => auditCall(call, audited, { kind: 'threw' }, taken))
    }
    throw error
  }
  if (call.hook === 'transform') {
    call.plugin.modules.noteRun(call.environment, call.id, call.key)
  }
  let result: unknown
  try {
    result = runTraced(trace, () => call.handler.apply(context, [...args]))
  } catch (error) {
    return failed(error)
  }
  // A thenable's own `then` may do its work at each call, and need not return anything.
  return isThenable(result) ? Promise.resolve(result).then(ended, failed) : ended(result)
}

function notePutBeside(call: Call, trace: HookTrace, record: HookRecord): void {
  const put = call.plugin.keptBeside?.putBy(trace, call) ?? { kind: 'nothing' }
  if (put.kind === 'put') {
    record.add({ step: 'put-beside', text: put.text }, '')
  } else if (put.kind === 'unknown') {
    record.refuse('what it left in memory')
  }
}

/** The arguments as the hook gets them: who looks at something that isn't in the key is heard. */
function argumentsFor(call: Call, record: HookRecord): ObservedArguments {
  const { hook, args, plugin } = call
  if (hook !== 'renderChunk') {
    return {
      args: watchedArguments(hook, args, () => noteEnvironment(call, record)),
      settle: () => undefined,
    }
  }
  const failed = (error: unknown): void => {
    reportFailure(plugin.host, `looking at a chunk for ${plugin.name}`, error)
    record.refuse('arguments that can not be observed')
  }
  try {
    const observed = observedArguments(args, record, plugin.host.root)
    const settle = (): void => {
      try {
        observed.settle()
      } catch (error) {
        failed(error)
      }
    }
    return { args: observed.args, settle }
  } catch (error) {
    failed(error)
    return { args, settle: () => undefined }
  }
}

function keepAndTell(
  call: Call,
  trace: HookTrace,
  record: HookRecord,
  result: unknown,
  taken: CallTimes,
): void {
  const { host } = call.plugin
  try {
    const kept = keepResult(call, trace, record, result, taken.milliseconds ?? 0)
    const isKept = kept.kind !== 'refused'
    if (kept.kind === 'kept') {
      host.noteInputs(call.environment, call.id, kept)
    }
    if (isKept) {
      call.plugin.trial().noteStored()
    }
    noteReads(call, trace, record, result, isKept)
    emitCall(asKept(call), isKept ? { kind: 'stored' } : { kind: 'uncacheable', reason: kept.reason }, taken)
  } catch (error) {
    reportFailure(host, `storing a result of ${call.plugin.name}`, error)
  }
}

function learnSafely(call: Call, trace: HookTrace, record: HookRecord): void {
  try {
    learnInputs(call, trace, watchedFiles(record.journal))
  } catch (error) {
    reportFailure(call.plugin.host, `what ${call.plugin.name} read`, error)
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}
