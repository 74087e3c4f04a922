import type { AuditOutcome, CacheKey, HookQuestion, MissReason, UncacheableReason } from '@rekindle/core'
import type { CallFacts } from '../report/call-facts.ts'
import type { CachedPlugin } from './cached-plugin.ts'
import type { HookHandler, HookName } from './hook.ts'
import type { HookArguments } from './hook-arguments.ts'

/** One call of a cached hook, on its way through the cache. */
export interface Call extends HookArguments {
  readonly plugin: CachedPlugin
  readonly hook: HookName
  readonly environment: string
  readonly question: HookQuestion
  readonly key: CacheKey
  /** Key of the call whose traces in the plugin's memory this call reads; empty: none is known. */
  readonly memory: string
  /** Why the result may not be cached, whatever it is; null: it may. */
  readonly refusal: string | null
  /** The real context of the hook. */
  readonly context: object
  readonly args: readonly unknown[]
  readonly handler: HookHandler
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
export function emitCall(call: Call, event: CallOutcomeEvent, times: CallTimes = {}): void {
  const { plugin, hook, environment, id, key } = call
  const { host } = plugin
  const { startedAt = 0, milliseconds = null, storedMilliseconds = null } = times
  host.emit(
    { plugin: plugin.name, hook, id: host.root.relative(id), environment, ...event },
    { key, startedAt, milliseconds, storedMilliseconds },
  )
}
