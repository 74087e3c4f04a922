import { HookTrace, isPlainData, type MissReason, runTraced, runUntraced } from '@rekindle/core'
import { quarantine } from '../audit-call.ts'
import type { CachedPlugin } from '../cached-plugin.ts'
import { type AskingCall, type CallTimes, emitCall } from '../call.ts'
import { HookRecord } from '../hook-record.ts'
import { reportFailure } from '../host.ts'
import { recordingContext } from '../recording-context.ts'
import { learnPlaces } from './learn-places.ts'
import type { Resolution, ResolutionTable } from './resolution-table.ts'
import { pathFound, type ResolverCall } from './resolver-call.ts'

/** Runs the hook under the tracer, and adds what it found to the table. `audited` is what would have been restored. */
export async function recordResolution(
  opened: ResolverCall,
  audited: Resolution | null,
  reason: MissReason | null,
): Promise<unknown> {
  const { call, handler, resolver } = opened
  if (reason !== null) {
    emitCall(call, { kind: 'miss', reason })
  }
  await resolver.finds?.fill(call.id, call.context)
  const trace = new HookTrace()
  const record = new HookRecord(trace, call.plugin.host.root, call.id)
  const context = recordingContext(call, record)
  const { clock } = call.plugin.host
  const running = clock.start()
  const times = (): CallTimes => ({ startedAt: running.startedAt, milliseconds: clock.end(running) })
  try {
    const result: unknown = await runTraced(trace, () => handler.apply(context, call.args as unknown[]))
    const taken = times()
    runUntraced(() => learnPlaces(call.plugin, call.id, trace))
    runUntraced(() => noteResult(opened, { trace, record, result, audited, taken }))
    return result
  } catch (error) {
    runUntraced(() => learnPlaces(call.plugin, call.id, trace))
    emitCall(call, { kind: 'failed' }, times())
    throw error
  }
}

interface RunOutcome {
  readonly trace: HookTrace
  readonly record: HookRecord
  readonly result: unknown
  readonly audited: Resolution | null
  readonly taken: CallTimes
}

function noteResult({ call, key, table, resolver }: ResolverCall, outcome: RunOutcome): void {
  const { record, result, audited, taken } = outcome
  const { plugin } = call
  try {
    if (key === null) {
      emitCall(call, { kind: 'bypassed', why: 'options without text form' }, taken)
      return
    }
    const refusal = refusalOf(plugin, outcome)
    if (refusal !== null) {
      emitCall(call, { kind: 'uncacheable', reason: { kind: 'effect', detail: refusal } }, taken)
      return
    }
    record.addPrinted()
    const path = pathFound(result)
    const told = path === '' ? undefined : resolver.told.of(path)
    const resolution: Resolution = {
      result: JSON.stringify(result ?? null),
      journal: record.journal,
      asked: record.contextInputs().map(({ name, state }) => [name, state] as const),
      told: told === undefined ? null : table.indexOfTold(told),
    }
    if (audited === null) {
      table.add(key, resolution)
      plugin.trial().noteStored()
      emitCall(call, { kind: 'stored' }, taken)
    } else {
      judge(call, table, audited, resolution, taken)
    }
  } catch (error) {
    reportFailure(plugin.host, `storing what ${plugin.name} resolved`, error)
  }
}

function refusalOf(plugin: CachedPlugin, { trace, record, result }: RunOutcome): string | null {
  const effect = [...trace.effects][0] ?? record.refusalInTheEnd(false) ?? plugin.unseenReader
  if (effect !== null) {
    return effect
  }
  return result === undefined || isPlainData(result) ? null : 'a result without text form'
}

/** Holds what was resolved against what would have been restored. */
function judge(
  call: AskingCall,
  table: ResolutionTable,
  audited: Resolution,
  now: Resolution,
  taken: CallTimes,
): void {
  const { plugin } = call
  const { origin } = table
  const text = ({ result, journal }: Resolution): string => JSON.stringify([result, journal])
  if (text(audited) === text(now)) {
    plugin.trial().noteAgreed()
    emitCall(call, { kind: 'audited', outcome: 'equal' }, taken)
  } else if (
    origin.kind === 'found' &&
    JSON.stringify(audited.asked) === JSON.stringify(now.asked) &&
    plugin.host.results.verifyAnew(origin).kind === 'fresh'
  ) {
    const difference = `${audited.result} became ${now.result}`
    emitCall(call, { kind: 'audited', outcome: 'different', difference }, taken)
    quarantine(call, difference)
  } else {
    emitCall(call, { kind: 'audited', outcome: 'void' }, taken)
  }
}
