import { HookTrace, runTraced, runUntraced } from '@rekindle/core'
import type { OnLoadArgs, OnLoadOptions, Plugin, PluginBuild } from 'esbuild'
import { verdictOnEsbuild } from '../../eligibility/esbuild-verdict.ts'
import type { PluginChoices } from '../../eligibility/verdict.ts'
import { cachedHook } from '../cached-hook.ts'
import { CachedPlugin } from '../cached-plugin.ts'
import type { HookHandler } from '../hook.ts'
import type { Host } from '../host.ts'
import { touchedInputs } from '../learn-inputs.ts'
import { observedHook } from '../observed-hook.ts'
import { originalOf } from '../original-handler.ts'
import {
  keyedOptions,
  type LoadCallback,
  loadApart,
  loadHandler,
  type RegisteredLoad,
} from './load-handler.ts'
import { type Companion, givenForm } from './load-result.ts'
import { type IsKeyed, ObservedOptions } from './observed-options.ts'
import { registration } from './registration.ts'
import { askedResolve } from './resolve-in-load.ts'

type Callback = (...args: never[]) => unknown

/** Who hears of what plugins register, and what their callbacks give; `plugin` is a name. */
export interface PluginListener {
  noteEnd(plugin: string, hook: 'onEnd' | 'onDispose'): void
  noteLoaded(args: OnLoadArgs, result: unknown): void
  noteWatched(result: unknown): void
  /** The bundler was asked from a folder, and has answered. */
  noteResolved(folder: string | undefined, answer: unknown): void
  /** What a setup is seen to do, from now on. */
  noteSetup(trace: HookTrace): void
  /** The plugins couldn't be set up. */
  giveUp(): void
}

export interface InterceptedPluginFacts {
  readonly plugin: object
  readonly name: string
  /** Position among the plugins of the same name in one build, from 0. */
  readonly ordinal: number
  /** What it is; asked before it runs, and before each further build. */
  readonly describe: () => string
  readonly choices: PluginChoices
  readonly isKeyed: IsKeyed
  readonly listener: PluginListener | null
  /** Null until a build has started. */
  readonly host: () => Host | null
}

/** One plugin in one build of esbuild: what it registers, and what stands in place of that. */
export class InterceptedPlugin {
  readonly #facts: InterceptedPluginFacts
  readonly #options: ObservedOptions
  readonly #setupTrace: HookTrace = new HookTrace()
  readonly #loads: RegisteredLoad[] = []
  /** By path: results of loads whose memory a restore has left empty. */
  readonly #companions: Map<string, Companion> = new Map()
  #hasEnd = false
  #cached: CachedPlugin | null | undefined
  #description: string
  /** Whether that is how it is in the running build. */
  #isDescribed = true

  constructor(facts: InterceptedPluginFacts) {
    this.#facts = facts
    this.#options = new ObservedOptions(facts.isKeyed)
    this.#description = facts.describe()
  }

  startBuild(): void {
    // In the first one it has just been described.
    this.#isDescribed = this.#cached === undefined
  }

  /** Runs the plugin's own setup; what it reads there may shape all of its results. */
  setUp(setup: (build: PluginBuild) => unknown, build: PluginBuild): unknown {
    this.#facts.listener?.noteSetup(this.#setupTrace)
    return runTraced(this.#setupTrace, () => setup(this.#observedBuild(build)))
  }

  /** Esbuild makes one such object for each plugin; a plugin may take it apart, copy it or hand it on. */
  #observedBuild(build: PluginBuild): PluginBuild {
    const { listener, name } = this.#facts
    return {
      ...build,
      initialOptions: this.#options.observe(build.initialOptions),
      onStart: registration(build.onStart, ([callback]) => [this.#observed('onStart', callback)]),
      onResolve: registration(build.onResolve, ([options, callback]) => [
        options,
        this.#told(this.#observed('onResolve', callback), (_, result) => listener?.noteWatched(result)),
      ]),
      onEnd: registration(build.onEnd, (args) => {
        this.#hasEnd = true
        listener?.noteEnd(name, 'onEnd')
        return args
      }),
      onDispose: registration(build.onDispose, (args) => {
        listener?.noteEnd(name, 'onDispose')
        return args
      }),
      onLoad: registration(build.onLoad, ([options, callback]) => [
        options,
        this.#told(this.#load(options, callback, build), ([args], result) =>
          listener?.noteLoaded(args, result),
        ),
      ]),
      resolve: this.#heardResolve(askedResolve(build.resolve, () => this.#isKnown())),
      esbuild: withUntracedTransforms(build.esbuild),
    }
  }

  #observed<Given extends Callback>(hook: string, callback: Given): Given {
    if (typeof callback !== 'function') {
      return callback
    }
    const own: HookHandler = (...args) => callback(...(args as never[]))
    const observed = observedHook(() => this.#cachedPlugin(), hook, own)
    // Esbuild calls callbacks without `this`.
    return ((...args: unknown[]) => observed.call({}, ...args)) as unknown as Given
  }

  /** The callback, with an ear on what it gives. */
  #told<Args extends unknown[], Result>(
    callback: (...args: Args) => Result,
    hear: (args: Args, result: unknown) => void,
  ): (...args: Args) => Result {
    return this.#facts.listener === null || typeof callback !== 'function'
      ? callback
      : (...args) => {
          const result = callback(...args)
          // A failure is esbuild's to tell.
          const heard = (given: unknown): void => hear(args, given)
          runUntraced(() => void Promise.resolve(result).then(heard, () => {}))
          return result
        }
  }

  #heardResolve(resolve: PluginBuild['resolve']): PluginBuild['resolve'] {
    return this.#told(resolve, ([, options], answer) =>
      this.#facts.listener?.noteResolved(options?.resolveDir, answer),
    )
  }

  #load(options: OnLoadOptions, callback: LoadCallback, build: PluginBuild): LoadCallback {
    if (typeof callback !== 'function') {
      return callback
    }
    const index = this.#loads.push({ options, callback }) - 1
    const handler = loadHandler(callback, (result) => this.#companionOf(result))
    const hook = cachedHook(() => this.#cachedPlugin(), 'load', handler)
    const context = {
      resolve: build.resolve,
      // Esbuild watches what the result names.
      addWatchFile: () => undefined,
    }
    return (args) => {
      if (this.#cachedPlugin() === null) {
        return callback(args)
      }
      const companion = this.#companions.get(`${args.namespace}:${args.path}`)
      return companion === undefined
        ? this.#answer(hook.call(context, args.path, keyedOptions(options, index, args), args))
        : companion.result
    }
  }

  async #companionOf(result: unknown): Promise<Companion | null> {
    const apart = this.#cachedPlugin()?.policy.loadsApart?.(result) ?? null
    return apart === null ? null : loadApart(this.#loads, apart.path, apart.namespace)
  }

  async #answer(answer: unknown): Promise<Awaited<ReturnType<LoadCallback>>> {
    const given = givenForm(await answer)
    const apart = this.#cachedPlugin()?.policy.loadsApart?.(given.result) ?? null
    if (apart !== null) {
      const name = `${apart.namespace}:${apart.path}`
      if (given.kind === 'restored' && given.companion !== null) {
        this.#companions.set(name, given.companion)
      } else {
        // The plugin's own memory is filled now.
        this.#companions.delete(name)
      }
    }
    return given.result as Awaited<ReturnType<LoadCallback>>
  }

  /** Decided at the first call: what a plugin registers, its setup has told by then. */
  #cachedPlugin(): CachedPlugin | null {
    const host = this.#facts.host()
    if (host === null) {
      return null
    }
    if (!this.#isDescribed && this.#cached !== null) {
      this.#describeAgain()
    }
    if (this.#cached === undefined) {
      this.#cached = runUntraced(() => this.#decide(host))
    }
    return this.#cached
  }

  /** A script may change its variables from build to build. */
  #describeAgain(): void {
    const description = runUntraced(this.#facts.describe)
    this.#isDescribed = true
    if (description !== this.#description) {
      this.#description = description
      this.#cached = undefined
    }
  }

  #isKnown(): boolean {
    const cached = this.#cachedPlugin()
    return cached !== null && cached.policy.isUnknown !== true
  }

  #decide(host: Host): CachedPlugin | null {
    const { plugin, name, ordinal, choices } = this.#facts
    const verdict = verdictOnEsbuild(name, choices, {
      loads: this.#loads.length,
      hasEnd: this.#hasEnd,
      setup: String(originalOf((plugin as Plugin).setup)),
    })
    host.emit({ kind: 'plugin', plugin: name, verdict: verdict.kind, why: verdict.why })
    if (verdict.kind === 'uncached') {
      return null
    }
    const { policy } = verdict
    // Of a known plugin it is known that it looks at nothing but what is in every key.
    const options = policy.isUnknown === true ? this.#options.description() : ''
    const cached = new CachedPlugin({
      ...{ plugin, name, ordinal, policy, host },
      description: `${this.#description} ${options}`,
      hooks: this.#loads.map(({ callback }) => callback as unknown as HookHandler),
      isVouchedFor: verdict.kind === 'cached',
    })
    const read = touchedInputs(this.#setupTrace)
    host.results.memoryOf(policy.family).remember(read, host.startedAtMs(), 'setup')
    cached.noteEffects(this.#setupTrace.effects)
    return cached
  }
}

/** Functions of their arguments, though another process runs them. */
const TRANSFORMS = ['transform', 'formatMessages', 'analyzeMetafile'] as const

function withUntracedTransforms(esbuild: PluginBuild['esbuild']): PluginBuild['esbuild'] {
  const untraced = TRANSFORMS.map((name) => {
    const own = esbuild[name] as (...args: unknown[]) => unknown
    return [name, (...args: unknown[]) => runUntraced(() => own(...args))]
  })
  return { ...esbuild, ...(Object.fromEntries(untraced) as object) }
}
