import type { AuditOutcome, CacheKey, HookQuestion, MissReason, UncacheableReason } from '@rekindle/core'
import type { CachedPlugin } from './cached-plugin.ts'
import type { HookHandler, HookName } from './hook.ts'
import type { HookArguments } from './hook-arguments.ts'

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
}

/** One call of a cached hook, on its way through the cache. */
export interface Call extends AskingCall, HookArguments {
  readonly hook: HookName
  readonly question: HookQuestion
  readonly key: CacheKey
  /** Key of the call whose traces in the plugin's memory this call reads; empty: none is known. */
  readonly memory: string
  /** Why the result may not be cached, whatever it is; null: it may. */
  readonly refusal: string | null
  readonly handler: HookHandler
}

type CallOutcomeEvent =
  | { readonly kind: 'hit' | 'stored' | 'failed' | 'rehydrated' }
  | { readonly kind: 'miss'; readonly reason: MissReason }
  | { readonly kind: 'uncacheable'; readonly reason: UncacheableReason }
  | { readonly kind: 'bypassed'; readonly why: string }
  | ({ readonly kind: 'audited' } & AuditOutcome)

/** Tells the listeners what became of a call. */
export function emitCall(call: AskingCall, event: CallOutcomeEvent): void {
  const { plugin, hook, environment, id } = call
  const { host } = plugin
  host.emit({ plugin: plugin.name, hook, id: host.root.relative(id), environment, ...event })
}
