import type { AuditOutcome, CacheKey, HookQuestion, MissReason, UncacheableReason } from '@rekindle/core'
import type { CallFacts } from '../report/call-facts.ts'
import type { CachedPlugin } from './cached-plugin.ts'
import type { HookHandler, HookName } from './hook.ts'
import type { HookArguments } from './hook-arguments.ts'
import type { PartPlace } from './parts/part-tables.ts'

/** A hook call, as far as what it asks the bundler for and tells it is concerned. */
export interface AskingCall {
  readonly plugin: CachedPlugin
  readonly hook: HookName | 'resolveId'
  readonly environment: string
  /** Of the module; of `resolveId` that of the importer. */
  readonly id: string
  /** The real context of the hook. */
  readonly context: object
  readonly args: readonly unknown[]
  /** Under which its result is stored, alone or with others. */
  readonly key: CacheKey
}

/** One call of a cached hook, on its way through the cache. */
export interface Call extends AskingCall, HookArguments {
  readonly hook: HookName
  readonly question: HookQuestion
  /** Where its result is kept with those of other parts of its module; null: it has an entry of its own. */
  readonly place: PartPlace | null
  /** Key of the call whose traces in the plugin's memory this call reads; empty: none is known. */
  readonly memory: string
  /** Which edit of this process the module is of, for a plugin that compares these; null: of none. */
  readonly edit: string | null
  /** Why the result may not be cached, whatever it is; null: it may. */
  readonly refusal: string | null
  readonly handler: HookHandler
}

/** The call with an entry of its own, if its result is kept apart from those of other parts. */
export function asKept(call: Call): Call {
  const { place, plugin, question } = call
  return place?.table.isApart(place.address) === true
    ? { ...call, place: null, key: plugin.host.results.keyOf(question) }
    : call
}

type CallOutcomeEvent =
  | { readonly kind: 'hit' | 'stored' | 'failed' | 'rehydrated' }
  | { readonly kind: 'miss'; readonly reason: MissReason }
  | { readonly kind: 'uncacheable'; readonly reason: UncacheableReason }
  | { readonly kind: 'bypassed'; readonly why: string }
  | ({ readonly kind: 'audited' } & AuditOutcome)

/** When a call began and what it cost, ms; see `CallFacts`. */
export type CallTimes = Partial<Omit<CallFacts, 'key'>>

/** Tells the listeners what became of a call. */
export function emitCall(call: AskingCall, event: CallOutcomeEvent, times: CallTimes = {}): void {
  const { plugin, hook, environment, key } = call
  const { host } = plugin
  host.emit(
    // First what is spread: that copies the event as it is.
    { ...event, plugin: plugin.name, hook, id: host.root.relative(call.id), environment },
    {
      key,
      startedAt: times.startedAt ?? 0,
      milliseconds: times.milliseconds ?? null,
      storedMilliseconds: times.storedMilliseconds ?? null,
    },
  )
}
