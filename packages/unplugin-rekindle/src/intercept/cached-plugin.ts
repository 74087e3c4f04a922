import {
  type CacheKey,
  describeValue,
  fingerprintOf,
  type HookQuestion,
  type TimedInput,
  type Toolchain,
} from '@rekindle/core'
import type { Trial, TriedPlugin } from '../eligibility/trial.ts'
import { type CachePolicy, fileOfId, type KeptBeside } from '../plugins-known/known-plugin.ts'
import { harmlessPackages } from '../plugins-known/table.ts'
import { type ChangingSources, isRunning, stateVariable, withClosures } from './closure-variables.ts'
import { configFilesUpwards } from './config-files-upwards.ts'
import { handedOnVariable } from './handed-on-variable.ts'
import type { HookHandler, HookName } from './hook.ts'
import type { Host } from './host.ts'
import { originalOf } from './original-handler.ts'
import { type PartPlace, PartTables } from './parts/part-tables.ts'

/** Plugins that have started a process or a thread or opened a connection, in words; it may serve later builds. */
const unseenReaders: WeakMap<object, string> = new WeakMap()

/** Hooks that are through when the first module runs; those of servers say nothing in a build. */
const CONFIGURING: ReadonlySet<string> = new Set([
  ...['apply', 'config', 'configEnvironment', 'configResolved', 'options'],
  ...['configureServer', 'configurePreviewServer', 'handleHotUpdate', 'hotUpdate'],
])

/** A `transform` call that was answered from the cache, and so did not fill the plugin's memory. */
interface MemoryGap {
  /** Runs the call for real, with a context of a hook that runs now. */
  readonly fill: (context: object) => Promise<void>
  /** The context of the call itself. */
  readonly context: object
  filling: Promise<void> | null
}

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
  /** Null for a plugin whose calls leave nothing that others look for. */
  readonly keptBeside: KeptBeside | null
  readonly #plugin: object
  readonly #ordinal: number
  readonly #hooks: readonly HookHandler[]
  readonly #sharedFor: Set<string> = new Set()
  readonly #gaps: Map<string, MemoryGap> = new Map()
  readonly #keys: Map<string, CacheKey> = new Map()
  /** Keys of the last runs, by environment and module. */
  readonly #runs: Map<string, CacheKey> = new Map()
  /** By environment and name, which module names a part. */
  readonly #partToModule: Map<string, string> = new Map()
  #parts: PartTables | null = null
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

  /** Notes that the plugin has not seen this module: its memory lacks what the hook would have put there. */
  noteRestored(environment: string, id: string, context: object, fill: MemoryGap['fill']): void {
    // A sub-request needs its module, never the other way round.
    if (this.policy.rehydratesFrom !== undefined && id === fileOfId(id)) {
      this.#gaps.set(gapOf(environment, id), { fill, context, filling: null })
    }
  }

  /** Notes under which key a module's `transform` was asked for: what it leaves in memory follows from that. */
  noteKey(environment: string, id: string, key: CacheKey): void {
    if (this.policy.rehydratesFrom !== undefined && id === fileOfId(id)) {
      this.#keys.set(gapOf(environment, id), key)
    }
  }

  /** The key of the call that filled the memory which this call reads; empty: none is known. */
  memoryKeyFor(environment: string, hook: HookName, id: string): string {
    const source = this.sourceOf(environment, hook, id)
    return source === null ? '' : (this.#keys.get(gapOf(environment, source)) ?? '')
  }

  /** Where the result of a call for a part of a module is kept with others; null: it has an entry of its own. */
  placeOf(question: HookQuestion, environment: string): PartPlace | null {
    const { id, memory } = question
    const { policy, host } = this
    if (policy.rehydratesFrom === undefined || !host.keepsPartsTogether) {
      return null
    }
    const file = fileOfId(id)
    const module = memory === '' && id !== file ? this.#keys.get(gapOf(environment, file)) : memory
    if (module === undefined || module === '') {
      return null
    }
    this.#parts ??= new PartTables(host, policy.family)
    return this.#parts.placeOf(question, module)
  }

  /** Notes which parts in other files a module names, by its code as it goes to the bundler. */
  noteParts(environment: string, id: string, code: string | null): void {
    for (const name of code === null ? [] : (this.policy.partNames?.(code) ?? [])) {
      this.#partToModule.set(gapOf(environment, name), id)
    }
  }

  moduleOfPart(environment: string, name: string): string | null {
    return this.#partToModule.get(gapOf(environment, name)) ?? null
  }

  /** The module whose `transform` puts into memory what this call needs; null: none. */
  sourceOf(environment: string, hook: HookName, id: string): string | null {
    const moduleOf = (name: string): string | null => this.moduleOfPart(environment, name)
    return this.policy.rehydratesFrom?.({ hook, id }, moduleOf) ?? null
  }

  /** Notes that the plugin's own hook has run for this module. */
  noteRun(environment: string, id: string, key: CacheKey): void {
    this.#gaps.delete(gapOf(environment, id))
    if (this.policy.comparesEdits === true) {
      this.#runs.set(gapOf(environment, id), key)
    }
  }

  /** Whether the last run for this module was the one under this key: what it leaves in memory is there. */
  hasJustRun(environment: string, id: string, key: CacheKey): boolean {
    return this.#runs.get(gapOf(environment, id)) === key
  }

  /**
   * Settles when the plugin's memory holds what a hook for `id` needs; null when nothing is missing. What was restored runs
   * then; once, also when several hooks need it at the same time. `context` is that of the hook.
   */
  fillGap(environment: string, hook: HookName, id: string, context: object): Promise<void> | null {
    const source = this.sourceOf(environment, hook, id)
    return source === null ? null : this.#fill(environment, source, context)
  }

  /** As `fillGap`, for what a hook of the development server needs to know of a module as it was. */
  fillGapOf(environment: string, id: string): Promise<void> | null {
    return this.#fill(environment, id, null)
  }

  #fill(environment: string, source: string, context: object | null): Promise<void> | null {
    const gap = this.#gaps.get(gapOf(environment, source))
    if (gap === undefined) {
      return null
    }
    gap.filling ??= gap.fill(context ?? gap.context)
    return gap.filling
  }
}

function gapOf(environment: string, id: string): string {
  return `${environment}\u0000${id}`
}
