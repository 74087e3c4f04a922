import { describeValue, type TimedInput } from '@rekindle/core'
import { type CachePolicy, fileOfId } from '../plugins-known/known-plugin.ts'
import { withClosures } from './closure-variables.ts'
import type { HookHandler, HookName } from './hook.ts'
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
  /** The cached hooks as the plugin gave them. */
  readonly hooks: readonly HookHandler[]
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
  readonly #hooks: readonly HookHandler[]
  readonly #sharedFor: Set<string> = new Set()
  readonly #restored: Map<string, RestoredCall> = new Map()
  #identity: string | null = null

  constructor(facts: CachedPluginFacts) {
    this.#plugin = facts.plugin
    this.#ordinal = facts.ordinal
    this.#hooks = facts.hooks
    this.name = facts.name
    this.policy = facts.policy
    this.host = facts.host
  }

  /**
   * Which plugin this is: its name, its position among its namesakes, its hooks with what they close over, and
   * the options it shows. Computed at the first call, when every plugin had its configuration hooks run.
   */
  identity(): string {
    this.#identity ??= this.#describe()
    return this.#identity
  }

  #describe(): string {
    const { cacheKey, version } = this.#plugin as { cacheKey?: unknown; version?: unknown }
    const { optionsOf } = this.policy
    const parts = [this.name, this.#ordinal, version, cacheKey, optionsOf?.(this.#plugin), this.#hooks]
    const description =
      optionsOf === undefined
        ? withClosures(this.#sources(), (closureOf) => describeValue(parts, closureOf))
        : describeValue(parts)
    // Where a package is installed differs by machine; which one it is, the toolchain tells.
    return this.host.root.keyForm(description.replace(/"[^"\s]*\/node_modules\//g, '"node_modules/'))
  }

  /** Everything of the plugin that may change its variables. */
  #sources(): readonly string[] {
    const others = Object.entries(this.#plugin).filter(([name]) => name !== 'load' && name !== 'transform')
    const values = others.map(([, value]: [string, unknown]) => (value as { handler?: unknown } | null)?.handler ?? value)
    return [...values, ...this.#hooks].filter((value) => typeof value === 'function').map(String)
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
