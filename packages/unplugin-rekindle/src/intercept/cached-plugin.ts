import { describeValue, fingerprintOf, type TimedInput, type Toolchain } from '@rekindle/core'
import type { Trial, TriedPlugin } from '../eligibility/trial.ts'
import { type CachePolicy, fileOfId, type KeptBeside } from '../plugins-known/known-plugin.ts'
import { harmlessPackages } from '../plugins-known/table.ts'
import { type ChangingSources, stateVariable, withClosures } from './closure-variables.ts'
import { configFilesUpwards } from './config-files-upwards.ts'
import { handedOnVariable } from './handed-on-variable.ts'
import type { HookHandler, HookName } from './hook.ts'
import type { Host } from './host.ts'
import { ModuleMemory } from './module-memory.ts'
import { originalOf } from './original-handler.ts'
import { isRunning } from './running-value.ts'

/** Plugins that have started a process or a thread or opened a connection, in words; it may serve later builds. */
const unseenReaders: WeakMap<object, string> = new WeakMap()

/** Hooks that are through when the first module runs; those of servers say nothing in a build. */
const CONFIGURING: ReadonlySet<string> = new Set([
  ...['apply', 'config', 'configEnvironment', 'configResolved', 'options'],
  ...['configureServer', 'configurePreviewServer', 'handleHotUpdate', 'hotUpdate'],
])

export interface CachedPluginFacts {
  readonly plugin: object
  readonly name: string
  /** Position among the plugins of the same name in one config, from 0. */
  readonly ordinal: number
  /** The cached hooks as the plugin gave them. */
  readonly hooks: readonly HookHandler[]
  /** What the plugin is, described before any of its code ran; absent: it is described at the first call. */
  readonly description?: string
  readonly policy: CachePolicy
  /** Whether the table or the user says that it may be cached. */
  readonly isVouchedFor: boolean
  readonly host: Host
}

/** A plugin whose results are cached: its identity and what is known of its calls in this process. */
export class CachedPlugin implements TriedPlugin {
  readonly name: string
  /** Which plugin it is, in words: its name and its position among its namesakes. */
  readonly asker: string
  readonly policy: CachePolicy
  readonly isVouchedFor: boolean
  readonly host: Host
  /** What its hooks remember of modules. */
  readonly modules: ModuleMemory
  /** Null for a plugin whose calls leave nothing that others look for. */
  readonly keptBeside: KeptBeside | null
  readonly #plugin: object
  readonly #ordinal: number
  readonly #hooks: readonly HookHandler[]
  readonly #sharedFor: Set<string> = new Set()
  #tools: { readonly toolchain: Toolchain; readonly fingerprint: string } | null = null
  /** Undefined until somebody asks. */
  #handedOn: string | null | undefined
  /** By hook that the plugin has put in place of its first ones; null: those. */
  readonly #identities: Map<HookHandler | null, string> = new Map()
  readonly #description: string | undefined

  constructor(facts: CachedPluginFacts) {
    this.#plugin = facts.plugin
    this.#ordinal = facts.ordinal
    this.#hooks = facts.hooks
    this.#description = facts.description
    this.name = facts.name
    this.asker = `${facts.name} ${facts.ordinal}`
    this.policy = facts.policy
    this.isVouchedFor = facts.isVouchedFor
    this.host = facts.host
    this.modules = new ModuleMemory(facts.policy, facts.host)
    this.keptBeside =
      facts.policy.keptBeside?.(facts.plugin, {
        buildStart: this.#sourceOfHook('buildStart'),
        transform: this.#sourceOfHook('transform'),
      }) ?? null
  }

  /** A hook as the plugin has written it; empty: it has none. */
  #sourceOfHook(name: string): string {
    const hook: unknown = Reflect.get(this.#plugin, name)
    const handler = originalOf((hook as { handler?: unknown } | null | undefined)?.handler ?? hook)
    return typeof handler === 'function' ? String(handler) : ''
  }

  /**
   * Fingerprint of which plugin this is: its name, its position among its namesakes, its hooks with what they close over, and
   * the options it shows. Computed at the first call, when every plugin had its configuration hooks run.
   * `handler` is the hook that is about to run: plugins replace theirs.
   */
  identity(handler: HookHandler): string {
    const late = this.#hooks.includes(handler) ? null : handler
    let identity = this.#identities.get(late)
    if (identity === undefined) {
      identity = this.#describe(late === null ? this.#hooks : [...this.#hooks, late])
      this.#identities.set(late, identity)
    }
    return identity
  }

  /** Its trial in the running build. */
  trial(): Trial {
    const { standings, emit } = this.host
    return standings.trialOf(this, ({ standing: { kind, why } }) =>
      emit({ kind: 'standing', plugin: this.name, standing: kind, why }),
    )
  }

  stateVariable(): string | null {
    const { configuring, running } = this.#sources(this.#hooks)
    return stateVariable(this.#hooks, [...configuring, ...running])
  }

  #describe(handlers: readonly HookHandler[]): string {
    const { generation } = this.trial()
    // Nothing that was stored before the plugin was caught is ever asked for.
    const caught = generation === 0 ? '' : ` caught ${generation}`
    const description = this.#description ?? this.#describeHooks(handlers)
    // Where a package is installed differs by machine; which one it is, the toolchain tells.
    const portable = `${description}${caught}`.replace(/"[^"\s]*\/node_modules\//g, '"node_modules/')
    return fingerprintOf(this.host.root.keyForm(portable))
  }

  #describeHooks(handlers: readonly HookHandler[]): string {
    const { cacheKey, version } = this.#plugin as { cacheKey?: unknown; version?: unknown }
    const { optionsOf } = this.policy
    const hooks = optionsOf === undefined ? handlers : handlers.map(String)
    const parts = [this.name, this.#ordinal, version, cacheKey, optionsOf?.(this.#plugin), hooks]
    return withClosures(this.#sources(handlers), (closureOf) => describeValue(parts, closureOf, isRunning))
  }

  /** What it gathers for a later hook, in words; null: nothing is seen. */
  get handedOn(): string | null {
    if (this.#handedOn === undefined) {
      const found = this.policy.isUnknown === true ? handedOnVariable(this.#plugin, this.#hooks) : null
      this.#handedOn = found && `\`${found.variable}\`, which it keeps for its ${found.hook}`
    }
    return this.#handedOn
  }

  /** Whether the hook that has just run isn't the plugin's any more: which one it is depends on the calls before. */
  hasReplacedHook(hook: HookName, handler: HookHandler): boolean {
    if (this.#description !== undefined) {
      // Its hooks are no members of the plugin: they were handed over once and for all.
      return false
    }
    const value: unknown = Reflect.get(this.#plugin, hook)
    const current: unknown =
      typeof value === 'function' ? value : (value as { handler?: unknown } | null | undefined)?.handler
    return originalOf(current) !== handler
  }

  /** Everything of the plugin that may change its variables. */
  #sources(handlers: readonly HookHandler[]): ChangingSources {
    const others = Object.entries(this.#plugin).filter(([name]) => name !== 'load' && name !== 'transform')
    const sourcesOf = (isWanted: (name: string) => boolean): readonly string[] =>
      others
        .filter(([name]) => isWanted(name))
        .map(([, value]: [string, unknown]) =>
          originalOf((value as { handler?: unknown } | null)?.handler ?? value),
        )
        .filter((value) => typeof value === 'function')
        .map(String)
    return {
      configuring: sourcesOf((name) => CONFIGURING.has(name)),
      running: [...sourcesOf((name) => !CONFIGURING.has(name)), ...handlers.map(String)],
    }
  }

  /** The process, thread or connection that a call of this plugin has begun, in words; null: none. */
  get unseenReader(): string | null {
    return unseenReaders.get(this.#plugin) ?? null
  }

  /** Notes what one of the plugin's hooks was seen to do besides reading. */
  noteEffects(effects: Iterable<string>): void {
    for (const effect of effects) {
      if (/^(?:child_process|worker_threads|net)\./.test(effect)) {
        unseenReaders.set(this.#plugin, effect)
      }
    }
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
    const inputs = sharedFiles(file).map(
      (name): TimedInput => ({ kind: 'file', name, readAtMs, isRead: true }),
    )
    this.host.results.memoryOf(this.policy.family).remember(inputs, readAtMs, file)
  }

  /** Fingerprint of the plugin's tools in the running build. */
  toolchain(): string {
    const toolchain = this.host.toolchain()
    if (this.#tools?.toolchain !== toolchain) {
      const { packages = [], takesFromOthers = true, seesConfig = true, configFiles = [] } = this.policy
      const toolConfigFiles = configFilesUpwards(this.host.root.directory, configFiles)
      const untouchedBy = takesFromOthers ? harmlessPackages : 'everyone'
      const fingerprint = toolchain.fingerprintFor({ packages, untouchedBy, seesConfig, toolConfigFiles })
      this.#tools = { toolchain, fingerprint }
    }
    return this.#tools.fingerprint
  }
}
