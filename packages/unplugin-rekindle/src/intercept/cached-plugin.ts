import { describeValue, type TimedInput } from '@rekindle/core'
import { type CachePolicy, fileOfId } from '../plugins-known/known-plugin.ts'
import type { HookName } from './hook.ts'
import type { Host } from './host.ts'

/** The arguments of a `transform` call that was answered from the cache. */
export interface RestoredCall {
  readonly args: readonly unknown[]
}

export interface CachedPluginFacts {
  readonly plugin: object
  readonly name: string
  /** Position among the plugins of the same name in one config, from 0. */
  readonly ordinal: number
  /** Source texts of the hooks as the plugin gave them. */
  readonly hookSources: readonly string[]
  readonly policy: CachePolicy
  readonly host: Host
}

/** A plugin whose results are cached: its identity and what is known of its calls in this process. */
export class CachedPlugin {
  readonly name: string
  readonly policy: CachePolicy
  readonly host: Host
  readonly #plugin: object
  readonly #ordinal: number
  readonly hookSources: readonly string[]
  readonly #sharedFor: Set<string> = new Set()
  readonly #restored: Map<string, RestoredCall> = new Map()
  #identity: string | null = null

  constructor(facts: CachedPluginFacts) {
    this.#plugin = facts.plugin
    this.#ordinal = facts.ordinal
    this.hookSources = facts.hookSources
    this.name = facts.name
    this.policy = facts.policy
    this.host = facts.host
  }

  /**
   * Which plugin this is: its name, its position among its namesakes, the source of its hooks and the options
   * it shows. Computed at the first call, when every plugin had its configuration hooks run.
   */
  identity(): string {
    const { cacheKey, version } = this.#plugin as { cacheKey?: unknown; version?: unknown }
    this.#identity ??= describeValue([
      this.name,
      this.#ordinal,
      version,
      cacheKey,
      this.hookSources,
      this.policy.optionsOf?.(this.#plugin),
    ])
    return this.#identity
  }

  /** Files that shape all results and that no trace shows are remembered once per folder. */
  rememberSharedFiles(id: string): void {
    const { sharedFiles } = this.policy
    const file = fileOfId(id)
    const folder = file.slice(0, file.lastIndexOf('/') + 1)
    if (sharedFiles === undefined || this.#sharedFor.has(folder)) {
      return
    }
    this.#sharedFor.add(folder)
    const readAtMs = this.host.startedAtMs()
    const inputs = sharedFiles(file).map((name): TimedInput => ({ kind: 'file', name, readAtMs, isRead: true }))
    this.host.session.memoryOf(this.policy.family).remember(inputs, readAtMs)
  }

  /** Notes that the plugin has not seen this module: its memory lacks what the hook would have put there. */
  noteRestored(environment: string, id: string, args: readonly unknown[]): void {
    if (this.policy.rehydratesFrom !== undefined) {
      this.#restored.set(`${environment}\u0000${id}`, { args })
    }
  }

  /** The restored call that must run for real before a hook for `id` runs; each is given out once. */
  takeRestoredFor(environment: string, hook: HookName, id: string): RestoredCall | null {
    const source = this.policy.rehydratesFrom?.({ hook, id }) ?? null
    if (source === null) {
      return null
    }
    const key = `${environment}\u0000${source}`
    const call = this.#restored.get(key) ?? null
    this.#restored.delete(key)
    return call
  }

  startBuild(): void {
    this.#restored.clear()
  }
}
