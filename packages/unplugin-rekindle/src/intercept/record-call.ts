import {
  HookTrace,
  type Input,
  type Kept,
  noteDraws,
  noteKnownReads,
  noteUnkept,
  orphanLines,
  runTraced,
  runUntraced,
  type TimedInput,
  type UncacheableReason,
} from '@rekindle/core'
import type { CallOutcome } from '../plugins-known/known-plugin.ts'
import { noteEnvironment } from './asked-member.ts'
import { auditCall } from './audit-call.ts'
import { asKept, type Call, type CallTimes, emitCall } from './call.ts'
import { chanceIn } from './chance-in-result.ts'
import { type ObservedArguments, observedArguments } from './chunks/observed-chunk.ts'
import { readArguments, watchedArguments } from './hook-arguments.ts'
import { HookRecord } from './hook-record.ts'
import { type FrozenResult, freezeResult } from './hook-result.ts'
import { reportFailure } from './host.ts'
import { watchedFiles } from './journal.ts'
import { learnInputs } from './learn-inputs.ts'
import { decodeMapFields } from './map-fields.ts'
import { storeParts } from './portable-parts.ts'
import { recordingContext } from './recording-context.ts'
import { mayMentionReference, mentionsForeignReference } from './references.ts'
import type { Found } from './restore-call.ts'
import { rootInput } from './root-input.ts'
import { PAYLOAD_MARK } from './stored-call.ts'

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
      call.plugin.noteParts(call.environment, call.id, codeOf(result))
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
      runUntraced(() => keepResult(call, trace, record, result, taken))
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
    call.plugin.noteRun(call.environment, call.id, call.key)
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

/** A result that is kept with those of other parts of its module: when all are there, since they share their inputs. */
interface KeptTogether {
  readonly kind: 'kept-together'
}

function keepResult(
  call: Call,
  trace: HookTrace,
  record: HookRecord,
  result: unknown,
  taken: CallTimes,
): void {
  const { host } = call.plugin
  try {
    const kept = tryToKeep(call, trace, record, result, taken.milliseconds ?? 0)
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

function tryToKeep(
  call: Call,
  trace: HookTrace,
  record: HookRecord,
  result: unknown,
  milliseconds: number,
): Kept | KeptTogether {
  const { host, policy } = call.plugin
  const watched = watchedFiles(record.journal)
  host.noteWatched(call.environment, watched)
  // Before anything can be refused: the plugin remembers what it read, whatever becomes of this result.
  const inputs = learnInputs(call, trace, watched)
  const frozen = freezeResult(result, policy.keepsEmpty?.(call) === true)
  if (frozen.kind === 'empty') {
    return refused({ kind: 'empty-result' })
  }
  if (frozen.kind === 'unfreezable') {
    return refused({ kind: 'result', detail: frozen.detail })
  }
  const outcome: CallOutcome = { trace, watched, code: frozen.code, styles: host.styles }
  const effect = firstEffect(call, trace) ?? policy.refusesOutcome?.(call, outcome)
  if (effect !== undefined && effect !== null) {
    return refused({ kind: 'effect', detail: effect })
  }
  if (readArguments(call.hook, call.args, policy.environment === 'when-used')?.options !== call.options) {
    return refused({ kind: 'effect', detail: 'a change of its options' })
  }
  const refusal =
    record.refusalInTheEnd(policy.isUnknown === true) ??
    chanceOf(call, trace, frozen) ??
    (call.plugin.hasReplacedHook(call.hook, call.handler) ? 'a change of its own hooks' : null) ??
    call.plugin.handedOn
  if (refusal !== null) {
    return refused({ kind: 'effect', detail: refusal })
  }
  if (mentionsOthersFile(call, record, frozen)) {
    return refused({ kind: 'effect', detail: 'the reference of a file that another call emitted' })
  }
  record.addPrinted()
  const unseen = policy.unseenInputs?.(call, outcome) ?? []
  const parts = storeParts(
    host.root,
    call.code,
    {
      code: frozen.code,
      map: frozen.map,
      payload: JSON.stringify({ shape: frozen.shape, journal: record.journal, milliseconds }),
    },
    () => encodedMappings(frozen.shape.map, frozen.map),
  )
  const { place, question } = call
  const stored = { payload: PAYLOAD_MARK[parts.kind] + parts.payload, code: parts.code, map: parts.map }
  const asked = record.contextInputs()
  const root = rootInput(host.root)
  const contextInputs =
    parts.kind === 'bound' ? [root, ...asked.filter(({ name }) => name !== root.name)] : asked
  if (place !== null) {
    const adding = {
      question,
      refused: (reason: UncacheableReason) => emitCall(call, { kind: 'uncacheable', reason }),
    }
    if (record.journal.length === 0 && unseen.length === 0 && contextInputs.length === 0) {
      place.table.add(adding, place.address, stored, inputs)
      return { kind: 'kept-together' }
    }
    place.table.addApart(adding, place.address)
  }
  return host.results.keep({
    question,
    key: asKept(call).key,
    family: policy.family,
    inputs: unseen.length === 0 ? inputs : [...inputs, ...lookedAt(unseen, trace)],
    contextInputs,
    payload: stored.payload,
    code: stored.code,
    map: stored.map,
  })
}

/** Inputs that no trace shows, as they were while the call ran. */
function lookedAt(unseen: readonly Input[], trace: HookTrace): readonly TimedInput[] {
  return unseen.map((input) => ({ ...input, readAtMs: trace.startedAtMs, isRead: false }))
}

/** For a record of the whole build, which is made from what its calls have read, whether their results are kept or not. */
function noteReads(call: Call, trace: HookTrace, record: HookRecord, result: unknown, isKept: boolean): void {
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

const UNSEEN: RegExp = /^(?:child_process|worker_threads)\./

/**
 * What forbids to keep the result. Reads in processes and threads are out of sight, and one that was started
 * once may serve every later call, unless it is known what it reads.
 */
function firstEffect({ plugin }: Call, trace: HookTrace): string | undefined {
  if (trace.effects.size === 0) {
    return plugin.policy.hasKnownUnseenReads === true ? undefined : (plugin.unseenReader ?? undefined)
  }
  const effects = [...trace.effects]
  return plugin.policy.hasKnownUnseenReads === true
    ? effects.find((effect) => !UNSEEN.test(effect))
    : effects[0]
}

type Frozen = FrozenResult & { readonly kind: 'frozen' }

/** Whether anything that would be stored mentions the reference of a file that another call emitted. */
function mentionsOthersFile(call: Call, record: HookRecord, frozen: Frozen): boolean {
  const { references } = call.plugin.host
  const own = record.journal.flatMap((step) => (step.step === 'emit' ? [step.reference] : []))
  for (const reference of own) {
    references.add(reference)
  }
  const journal = record.journal.length === 0 ? null : JSON.stringify(record.journal)
  const texts = [frozen.code, frozen.shape.rest, journal].filter((text) => text !== null)
  if (references.size === 0 && !texts.some(mayMentionReference)) {
    return false
  }
  const facts = { received: call.code, own, known: references }
  return texts.some((text) => mentionsForeignReference(text, facts))
}

/** What of a result another run would not give, in words; null: nothing that shows. */
function chanceOf(call: Call, trace: HookTrace, frozen: Frozen): string | null {
  const chances = { startedAtMs: trace.startedAtMs, endedAtMs: Date.now(), drawn: trace.drawn }
  const chance = chanceInText(frozen.code) ?? chanceInText(frozen.shape.rest)
  return chance === null ? null : `${chance} in its result`

  function chanceInText(text: string | null): string | null {
    return text === null ? null : chanceIn(text, call.code, chances)
  }
}

function encodedMappings(form: string, map: string | null): string | null {
  if (map === null) {
    return ''
  }
  const fields: { mappings?: unknown } =
    form === 'text' ? (JSON.parse(map) as { mappings?: unknown }) : decodeMapFields(map)
  return typeof fields.mappings === 'string' ? fields.mappings : null
}

function learnSafely(call: Call, trace: HookTrace, record: HookRecord): void {
  try {
    learnInputs(call, trace, watchedFiles(record.journal))
  } catch (error) {
    reportFailure(call.plugin.host, `what ${call.plugin.name} read`, error)
  }
}

function refused(reason: UncacheableReason): Kept {
  return { kind: 'refused', reason }
}

function codeOf(result: unknown): string | null {
  const code = typeof result === 'string' ? result : (result as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : null
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}
