import {
  HookTrace,
  isPlainData,
  type MissReason,
  runTraced,
  runUntraced,
  type TimedInput,
} from '@rekindle/core'
import type { ResolverPolicy } from '../../plugins-known/known-plugin.ts'
import { quarantine } from '../audit-call.ts'
import type { CachedPlugin } from '../cached-plugin.ts'
import { type AskingCall, type CallTimes, emitCall } from '../call.ts'
import { askContext } from '../context-state.ts'
import type { HookHandler } from '../hook.ts'
import { canonicalJson } from '../hook-arguments.ts'
import { HookRecord } from '../hook-record.ts'
import { reportFailure } from '../host.ts'
import { type ReplayContext, replayJournal } from '../journal.ts'
import { touchedInputs } from '../learn-inputs.ts'
import { recordingContext } from '../recording-context.ts'
import { type Resolution, ResolutionTable } from './resolution-table.ts'
import type { RestoredFinds } from './restored-finds.ts'
import type { ToldPackages } from './told-packages.ts'

/** A resolver whose answers are kept, as one build knows it. */
export interface CachedResolver {
  readonly plugin: CachedPlugin
  readonly policy: ResolverPolicy
  readonly told: ToldPackages
  /** Null for a resolver that remembers nothing of the kind. */
  readonly finds: RestoredFinds | null
  /** By environment. */
  readonly tables: Map<string, ResolutionTable>
}

/**
 * A `resolveId` hook that answers from the cache where it can. What others say of the file that was found (they may put it
 * outside, or take another) is asked again, as the hook does it.
 */
export function cachedResolverHook(
  resolverOf: () => CachedResolver | null,
  handler: HookHandler,
): HookHandler {
  return function (this: object, ...args) {
    const resolver = resolverOf()
    const opened =
      resolver === null || !resolver.plugin.host.isBuilding()
        ? null
        : runUntraced(() => open(resolver, handler, this, args))
    if (opened === null) {
      return handler.apply(this, args)
    }
    const { call, key, table } = opened
    const row = key === null ? null : table.get(key)
    if (key === null) {
      return run(opened, null, null)
    }
    if (row === null) {
      const { origin } = table
      const reason: MissReason = origin.kind === 'missed' ? origin.reason : { kind: 'new' }
      return run(opened, null, reason)
    }
    if (call.plugin.trial().shouldAudit(call.plugin.host.root.relative(call.id))) {
      return run(opened, row, null)
    }
    const first = nextAnswer(call, row, 0)
    return first === null ? restore(opened, row) : askAndRestore(opened, row, first)
  }
}

interface OpenedCall {
  readonly call: AskingCall
  /** Null for a call that is never kept. It is traced all the same: the plugin remembers what it looked at. */
  readonly key: string | null
  readonly table: ResolutionTable
  readonly resolver: CachedResolver
  readonly handler: HookHandler
}

/** Null for a call that the cache has nothing to do with. */
function open(
  resolver: CachedResolver,
  handler: HookHandler,
  context: object,
  args: readonly unknown[],
): OpenedCall | null {
  const { plugin, policy, tables } = resolver
  const { host } = plugin
  try {
    const [source, importer, options] = args
    const { kind } = plugin.trial().standing
    const entries = host.entries()
    if (
      entries === null ||
      kind !== 'trusted' ||
      typeof source !== 'string' ||
      policy.ignoresCall(source, options)
    ) {
      return null
    }
    const optionsText = canonicalJson(options, false)
    const isPlain = optionsText !== null && (importer === undefined || typeof importer === 'string')
    const environment = host.environmentOf(context)
    let table = tables.get(environment)
    if (table === undefined) {
      table = new ResolutionTable(plugin, {
        toolchain: plugin.toolchain(),
        userKey: host.userKey,
        asker: plugin.asker,
        plugin: plugin.identity(handler),
        hook: 'resolveId',
        environment,
        id: '',
        code: null,
        options: entries,
        memory: '',
        isPortable: true,
      })
      tables.set(environment, table)
    }
    const id = typeof importer === 'string' ? importer : ''
    const call = { plugin, hook: 'resolveId' as const, environment, id, context, args, key: table.key }
    const key = isPlain ? JSON.stringify([source, id, optionsText]) : null
    return { call, key, table, resolver, handler }
  } catch (error) {
    reportFailure(host, `the resolutions of ${plugin.name}`, error)
    return null
  }
}

/** The answer to a question of a stored call; null: there is no such question. */
function nextAnswer(call: AskingCall, row: Resolution, index: number): unknown {
  const asked = row.asked[index]
  return asked === undefined ? null : runUntraced(() => askContext(call, asked[0]))
}

/** One question after the other, as the hook asked them: what is behind a difference is never asked. */
async function askAndRestore(opened: OpenedCall, row: Resolution, first: unknown): Promise<unknown> {
  let answer = first
  for (let index = 0; index < row.asked.length; index += 1) {
    if ((await answer) !== row.asked[index]?.[1]) {
      const input = `context ${row.asked[index]?.[0]}`
      return run(opened, null, { kind: 'input-changed', input, change: 'changed', through: opened.call.id })
    }
    answer = nextAnswer(opened.call, row, index + 1)
  }
  return restore(opened, row)
}

function restore({ call, table, resolver, handler }: OpenedCall, row: Resolution): unknown {
  const { root, standings } = call.plugin.host
  standings.noteRestored(root.relative(call.id))
  replayJournal(row.journal, call.context as ReplayContext, call.plugin.host.print)
  const result: unknown = JSON.parse(row.result)
  const { told } = row
  resolver.finds?.note(pathOf(result), { handler, args: call.args, importer: call.id })
  if (told !== null) {
    resolver.told.noteRestored(pathOf(result), () => table.told(told))
  }
  emitCall(call, { kind: 'hit' })
  return result
}

/** Runs the hook under the tracer. `audited` is what would have been restored. */
async function run(
  opened: OpenedCall,
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

export function learnPlaces(plugin: CachedPlugin, id: string, trace: HookTrace): void {
  const { host, policy } = plugin
  try {
    host.results.memoryOf(policy.family).remember(inputsOf(trace), host.startedAtMs(), id)
    plugin.noteEffects(trace.effects)
  } catch (error) {
    reportFailure(host, `what ${plugin.name} looked at`, error)
  }
}

/** Of what was only looked at, what it contains says nothing; of a manifest, only what settles where modules are. */
function inputsOf(trace: HookTrace): readonly TimedInput[] {
  return touchedInputs(trace).map((input) => {
    if (input.kind !== 'file') {
      return input
    }
    const isManifest = /[\\/]package\.json$/.test(input.name)
    if (isManifest) {
      return /[\\/]node_modules[\\/]/.test(input.name) ? input : { ...input, kind: 'settings' as const }
    }
    return input.isRead ? input : { ...input, kind: 'place' as const }
  })
}

interface RunOutcome {
  readonly trace: HookTrace
  readonly record: HookRecord
  readonly result: unknown
  readonly audited: Resolution | null
  readonly taken: CallTimes
}

function noteResult({ call, key, table, resolver }: OpenedCall, outcome: RunOutcome): void {
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
    const path = pathOf(result)
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

/** The file that was found; empty: none. */
function pathOf(result: unknown): string {
  const id =
    typeof result === 'string' ? result : (result as { readonly id?: unknown } | null | undefined)?.id
  return typeof id === 'string' ? id.replace(/\?.*$/s, '') : ''
}
