import {
  beginBuildUncalled,
  dismissWitness,
  ProjectRoot,
  type RekindleEvent,
  ResultCache,
  runUntraced,
  startTracing,
  stopTracing,
  type Toolchain,
} from '@rekindle/core'
import type { QuietBuild } from '../aside/start-judge.ts'
import { Standings } from '../eligibility/standings.ts'
import { HookClock } from '../intercept/hook-clock.ts'
import type { Host } from '../intercept/host.ts'
import type { Printer } from '../intercept/journal.ts'
import { localInputs } from '../intercept/learn-inputs.ts'
import { WaitingLoads } from '../intercept/waiting-loads.ts'
import { interceptOutputPlugins, interceptPlugins } from '../intercept/wrap-plugin.ts'
import { storeLimits } from '../options/cache-limits.ts'
import type { RekindleOptions } from '../options/options.ts'
import { runSettings } from '../options/run-settings.ts'
import { ProjectOutputs } from '../output/project-outputs.ts'
import type { BuildReporter } from '../report/build-reporter.ts'
import type { CallFacts, CallListener } from '../report/call-facts.ts'
import { openReporter } from '../report/open-reporter.ts'
import { openSnapshotRoom } from '../snapshot/open-snapshot-room.ts'
import { RestoredInputs } from '../snapshot/restored-inputs.ts'
import type { SnapshotRoom } from '../snapshot/snapshot-room.ts'
import type { ConfigCaller } from './config-caller.ts'
import { GraphRecorder } from './graph-recorder.ts'
import { keepCode } from './kept-code.ts'
import { MakingOutputs } from './making-outputs.ts'
import type { ModuleInfoSource } from './module-info-facts.ts'
import { modulesOfFailure } from './modules-of-failure.ts'
import { acceptsIds, auditChoice, cacheDirectoryOf, comparisonOf, ownFiles } from './option-choices.ts'
import { readToolchain, type ToolFacts } from './read-toolchain.ts'
import { ServedProject } from './served-project.ts'
import { WatchedPaths, type WatchingContext } from './watched-paths.ts'

/** What an adapter knows of the project and its bundler. */
export interface ProjectFacts extends ToolFacts {
  /** Absolute path. */
  readonly root: string
  readonly environmentOf: (context: object) => string
  /** Whether it serves modules to somebody at work, who edits them meanwhile. */
  readonly isServing: boolean
  readonly styles: Host['styles']
  readonly print: Printer
  readonly logger: Host['logger']
  /** How the line at the end of a build is told, and whether anybody reads it: a terminal, at a level for information. */
  readonly summary: { readonly isRead: boolean; say(line: string): void }
}

/** One project's cache as one plugin instance sees it: from the resolved config to the end of each build. */
export class ProjectCache {
  /** What a server needs besides. */
  readonly served: ServedProject
  readonly outputs: ProjectOutputs
  readonly #options: RekindleOptions
  readonly #project: ProjectFacts
  readonly #host: Host
  readonly #results: ResultCache
  /** Null: graphs aren't wanted. */
  readonly #graph: GraphRecorder | null
  /** What restored results of this build were made from, for a record of the whole build. */
  readonly #restoredInputs: RestoredInputs = new RestoredInputs()
  readonly #watched: WatchedPaths = new WatchedPaths()
  /** Modules at which this build has failed, relative to the root. */
  #failedModules: string[] = []
  readonly #cacheDirectory: string
  readonly #reporter: BuildReporter
  #running = 0
  /** Names of plugins that are cached when they are called. */
  readonly #awaited: Set<string> = new Set()
  /** Whether a build of this process has failed. */
  #hasFailed = false
  readonly #making: MakingOutputs = new MakingOutputs()
  #startedAtMs = Date.now()
  #toolchain: Toolchain | null = null
  /** The entries of the running build as canonical text; null: not known. */
  #entries: string | null = null

  constructor(options: RekindleOptions, project: ProjectFacts, caller: ConfigCaller | null) {
    this.#options = options
    this.#project = project
    if (project.isServing) {
      dismissWitness()
    } else {
      beginBuildUncalled()
    }
    const root = new ProjectRoot(project.root)
    const emit: CallListener = (event, call) => this.#emit(event, call)
    const run = runSettings()
    const cacheDirectory = cacheDirectoryOf(project.root, run.cacheDir ?? options.cacheDir)
    this.#cacheDirectory = cacheDirectory
    this.#reporter = openReporter({
      options,
      root: project.root,
      isServing: project.isServing,
      summary: project.summary,
      cacheDirectory,
      diary: run.diary ?? null,
      onFailure: (during, error) => emit({ kind: 'cache-failed', during, message: String(error) }),
    })
    this.#results = new ResultCache({
      root,
      cacheDirectory,
      comparison: comparisonOf(options),
      limits: storeLimits(options.limits),
      isReadOnly: options.readOnly ?? false,
      isLongLived: project.isServing,
      onEvent: emit,
      sharedInputs: localInputs,
    })
    this.#graph = options.graph === true ? new GraphRecorder(root, this.#results) : null
    this.#host = {
      results: this.#results,
      root,
      toolchain: () => (this.#toolchain ??= readToolchain(project, root, caller, this.#results)),
      userKey: options.key ?? '',
      // Esbuild's plugins may change its options while they are set up.
      get config() {
        return project.config
      },
      environmentOf: project.environmentOf,
      accepts: acceptsIds(options, project.root),
      resumeBuild: () => this.#resumeBuild(),
      isBuilding: () => this.#running > 0,
      startedAtMs: () => this.#startedAtMs,
      styles: project.styles,
      references: new Set(),
      waitingLoads: new WaitingLoads(),
      cachedPlugins: new Set(),
      endings: new Set(),
      entries: () => this.#entries,
      announced: new WeakSet(),
      noteInputs: (environment, id, made) => {
        this.#graph?.note(environment, id, made)
        if (options.snapshot === true) {
          this.#restoredInputs.note(made)
        }
        if (project.isServing) {
          this.served.inputs.note(environment, id, made.inputs)
        }
      },
      noteReads: (inputs) => {
        if (options.snapshot === true) {
          this.#restoredInputs.noteReads(inputs)
        }
      },
      noteWatched: (environment, files) => this.#watched.note(environment, files),
      isServing: project.isServing,
      keepsPartsTogether: !project.isServing && options.graph !== true,
      standings: new Standings(run.verify === true ? 'all' : auditChoice(options), {
        recall: (name) => this.#results.recall(name),
        recallAll: (name) => this.#results.recallAll(name),
        memorize: (name, text) => this.#results.memorize(name, text),
      }),
      emit,
      clock: new HookClock(),
      warn: (text) => project.print({ channel: 'logger', method: 'warn', args: [text] }),
      print: project.print,
      logger: project.logger,
    }
    this.served = new ServedProject(this.#host, this.#results, () => {
      runUntraced(() => this.#reporter.settle())
    })
    this.outputs = new ProjectOutputs(options, root, project.environmentOf, this.#results, emit)
  }

  /** What an adapter needs that intercepts by itself. */
  get host(): Host {
    return this.#host
  }

  /**
   * Wraps the plugins that are cached; returns copies to put in place of plugins that can't be changed. `areMadeForOne` says
   * that they were made for one environment.
   */
  intercept(plugins: readonly object[], areMadeForOne = false): ReadonlyMap<object, object> {
    let replacements: ReadonlyMap<object, object> = new Map()
    this.#guarded('preparing', () => {
      replacements = interceptPlugins(plugins, this.#options.plugins ?? {}, this.#host, areMadeForOne)
    })
    return replacements
  }

  /** The same for plugins that an output has for itself: only what they make of chunks is cached. */
  interceptOutput(plugins: readonly object[]): void {
    this.#guarded('preparing the outputs of', () => {
      interceptOutputPlugins(plugins, this.#options.plugins ?? {}, this.#host)
    })
  }

  /** For records of whole builds; null: nobody wants any. */
  snapshotRoom(): SnapshotRoom | null {
    return this.#options.snapshot !== true || this.#project.isServing
      ? null
      : openSnapshotRoom({
          options: this.#options,
          host: this.#host,
          cacheDirectory: this.#cacheDirectory,
          ownFiles: ownFiles(this.#options, this.#project.root),
          comparison: comparisonOf(this.#options),
          restoredInputs: this.#restoredInputs,
        })
  }

  /** A build is restored as a whole: nothing of it goes on but its end. */
  startRestoredBuild(context: object): void {
    this.outputs.startBuild(context)
  }

  endRestoredBuild(): void {
    runUntraced(() => this.#reporter.endRestoredBuild())
    this.#keepCode()
  }

  /** `context` belongs to the environment that is built; `entries` as canonical text, if they are known. */
  startBuild(context: object, entries: string | null = null): void {
    this.#entries = entries
    // An output of the build before that never came to its end.
    this.endOutputs(context)
    this.#guarded('starting', () => this.#startBuild())
    this.#watched.startBuild(this.#project.environmentOf(context))
    this.outputs.startBuild(context)
  }

  /** Everything that is new is on disk afterwards. `error` is what the build failed with, if it did. */
  endBuild(error?: unknown): void {
    this.#guarded('ending', () => this.#endBuild(error))
  }

  /** The bundler begins to make an output. Hooks that run for it may resume the build. */
  startOutput(context: object): void {
    this.#making.start(this.#project.environmentOf(context))
  }

  /** An output is made, or has failed. */
  endOutput(context: object): void {
    this.#making.end(this.#project.environmentOf(context))
    this.#pauseBuild()
  }

  /** No output of this environment is being made any more. */
  endOutputs(context: object): void {
    this.#making.endAll(this.#project.environmentOf(context))
    this.#pauseBuild()
  }

  #resumeBuild(): void {
    if (this.#making.resume()) {
      this.#guarded('resuming', () => {
        startTracing()
        this.#results.startBuild(true)
        this.#running += 1
        if (this.#running === 1) {
          this.#reporter.resumeBuild()
        }
      })
    }
  }

  #pauseBuild(): void {
    if (this.#making.pause()) {
      this.#guarded('ending the outputs of', () => this.#endBuild(undefined))
    }
  }

  /** Stores the graph of an environment, when all its modules are there and its build hasn't ended yet. */
  recordGraph(context: object, bundler: ModuleInfoSource): void {
    this.#guarded('recording the graph of', () => {
      const environment = this.#project.environmentOf(context)
      const modules = this.#graph?.record(environment, bundler) ?? null
      if (modules !== null) {
        this.#emit({ kind: 'graph-recorded', environment, modules })
      }
    })
  }

  /** A failure of the cache is an event; the build goes on, without the cache where it is not ready. */
  #guarded(during: string, act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#emit({ kind: 'cache-failed', during: `${during} a build`, message: String(error) })
    }
  }

  #startBuild(): void {
    startTracing()
    this.#results.startBuild()
    this.#running += 1
    if (this.#running === 1) {
      this.#startedAtMs = Date.now()
      this.#host.clock.reset()
      this.#reporter.startBuild()
      // Config files may have changed since the last build of this process.
      this.#toolchain = null
      this.#host.references.clear()
      this.#graph?.startBuild()
      this.#restoredInputs.clear()
      this.#failedModules = []
      this.#host.standings.startBuild()
    }
  }

  #endBuild(error: unknown): void {
    if (this.#running === 0) {
      return
    }
    this.#running -= 1
    this.#hasFailed ||= error !== undefined
    stopTracing()
    this.#failedModules.push(...modulesOfFailure(error).map((id) => this.#host.root.relative(id)))
    if (this.#running === 0) {
      for (const end of this.#host.endings) {
        this.#guarded('storing tables at the end of', end)
      }
      this.#guarded('judging plugins at the end of', () => this.#host.standings.endBuild(this.#failedModules))
    }
    this.#results.endBuild()
    if (this.#running === 0) {
      this.served.settled()
      runUntraced(() => this.#reporter.endBuild())
      this.#keepCode()
    }
  }

  /** The build that has ended, if nothing of it was cached or is worth it; null: something was, or nobody can tell. */
  quietBuild(): QuietBuild | null {
    const report = this.#running === 0 && !this.#hasFailed ? this.#reporter.quietReport() : null
    if (report === null || !this.#host.standings.areAllCheap()) {
      return null
    }
    return { report, awaited: [...this.#awaited], cacheDirectory: this.#cacheDirectory }
  }

  #keepCode(): void {
    if (this.#options.readOnly !== true) {
      keepCode()
    }
  }

  /** A bundler in watch mode tells of a change. */
  noteChange(file: string): void {
    this.#results.noteChange(file)
  }

  /**
   * A build in watch mode has passed: the bundler tells of changes from now on. `options` are those of its watcher, `isSeen`
   * leaves out what it ignores by itself.
   */
  watch(context: WatchingContext, options: unknown, isSeen: (file: string) => boolean = () => true): void {
    this.#guarded('taking note of what is watched after', () => {
      const environment = this.#project.environmentOf(context)
      this.#results.watch(environment, this.#watched.of(environment, context, options).filter(isSeen))
    })
  }

  #emit(event: RekindleEvent, call?: CallFacts): void {
    if (event.kind === 'stored') {
      this.#graph?.noteStored()
    }
    if (event.kind === 'plugin' && event.verdict === 'cached') {
      this.#awaited.add(event.plugin)
    }
    if (event.kind === 'stored' && this.#project.isServing) {
      this.served.settleSoon()
    }
    this.#reporter.see(event, call)
    this.outputs.see(event)
    try {
      this.#options.onEvent?.(event)
    } catch {
      // A listener must not be able to fail the build.
    }
  }
}
