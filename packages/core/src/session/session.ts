import { FingerprintTable } from '../fingerprint/fingerprint-table.ts'
import type { GraphBatch, ModuleFacts } from '../graph/module-facts.ts'
import type { ModuleGraph } from '../graph/module-graph.ts'
import { fileOfId, type ModuleId, type ModuleNode, type NodeState } from '../graph/module-node.ts'
import { policyHash } from '../graph/policy.ts'
import type { Policies, StaleModule } from '../graph/stale-modules.ts'
import { GraphLost, StoredGraph } from '../graph/stored-graph.ts'
import { type GraphFilter, type Visit, walkGraph } from '../graph/walk-graph.ts'
import type { Fingerprint } from '../key/cache-key.ts'
import type { ProjectRoot, RootRelativePath } from '../key/project-root.ts'
import type { EventListener } from '../results/event.ts'
import { FILE_ROWS } from '../results/result-cache.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { type ChangeSet, MergedChanges } from './change-set.ts'
import { DefinitionTracker } from './definition-tracker.ts'
import { findChanges } from './find-changes.ts'
import { OwedModules } from './owed-modules.ts'
import type { LoadedSession, RecordedFacts, SessionUpdate, Standing } from './session-answers.ts'
import { settleChanges } from './settle-changes.ts'
import { staleAfterUpdate } from './stale-after-update.ts'
import { UpdateQueue } from './update-queue.ts'
import { type RunOutcome, Wave } from './wave.ts'

export interface SessionOptions {
  readonly root: ProjectRoot
  /** Absolute path of the folder that holds the cache. */
  readonly cacheDirectory: string
  /** Keeps the graphs of several environments of one project apart. Default `''`. */
  readonly scope?: string
  /** By plugin name: what of the graph its results depend on. */
  readonly policies: Policies
  /** Modules that are neither reported as stale nor run. Changes go through them all the same. */
  readonly include?: (id: ModuleId) => boolean
  readonly exclude?: (id: ModuleId) => boolean
  /**
   * Runs the hooks of some modules, which don't use each other but for cycles, and tells what came of each. Left out
   * in a session whose bundler runs them: that tells by `record`.
   */
  readonly run?: (modules: readonly StaleModule[]) => Promise<readonly RunOutcome[]>
  /**
   * The text of a module whose definitions are asked for; null when it isn't known. Called only where a policy sees
   * definitions. Left out, such policies see sources.
   */
  readonly readText?: (id: ModuleId) => string | null
  readonly onEvent?: EventListener
}

/**
 * What is known of a project's modules, over all builds of this process and from one process to the next: takes in
 * what happened to files and tells which modules that makes stale, through whom and why.
 *
 * Order: `load`, then `update` and `record` as often as needed, then `dispose`. It decides, and runs only what `run` is
 * given for. No failure of the cache on disk is thrown: what can't be read is new.
 */
export class Session {
  readonly #options: SessionOptions
  readonly #table: FingerprintTable
  readonly #queue: UpdateQueue<ChangeSet, SessionUpdate>
  readonly #owed: OwedModules = new OwedModules()
  #store: Store | null = null
  #stored: StoredGraph | null = null
  #wave: Wave | null = null
  readonly #definitions: DefinitionTracker | null

  constructor(options: SessionOptions) {
    this.#options = options
    this.#table = new FingerprintTable(options.root)
    this.#queue = new UpdateQueue((changes) => this.#update(changes))
    const isAsked = Object.values(options.policies).some(({ sees }) => sees === 'definitions')
    this.#definitions =
      isAsked && options.readText !== undefined ? new DefinitionTracker(options.readText) : null
  }

  /** Opens the cache. Of the graph only the names are read; the rest when it is looked at. */
  load(): LoadedSession {
    const { cacheDirectory, scope = '', onEvent } = this.#options
    const store = openStore({
      directory: cacheDirectory,
      // Each segment of the graph is read once.
      memory: { maxBytes: 0, maxEntries: 0 },
      ...(onEvent === undefined ? {} : { onEvent }),
    })
    this.#store = store
    this.#table.startBuild()
    for (const rows of store.readTable(FILE_ROWS)) {
      this.#table.addRows(rows)
    }
    const stored = StoredGraph.open(store, scope)
    this.#stored = stored ?? StoredGraph.create(store, scope)
    this.#owed.restore(this.#stored.notes)
    return stored === null ? { kind: 'new' } : { kind: 'restored', nodes: stored.graph.size }
  }

  /**
   * Files that differ from what the graph was made of, by one stat of each: what a new process must know, and a watcher
   * tells. Files of which nothing is made aren't looked for, but for those that were looked for in vain.
   */
  findChanges(): ChangeSet {
    this.#table.startBuild()
    return this.#guarded(
      () => findChanges(this.graph, this.#options.root, this.#table),
      () => ({}),
    )
  }

  /**
   * Takes in what happened to files, decides what is stale, and runs that, if the session can. While an update runs,
   * the changes that come in are merged into one more.
   *
   * Rejects with what `run` throws. What hasn't run then stays stale.
   */
  update(changes: ChangeSet): Promise<SessionUpdate> {
    return this.#queue.add(changes)
  }

  /** Takes in what a bundler knows of modules now. Sources that it doesn't know are looked at. */
  record(batch: GraphBatch): RecordedFacts {
    return this.#guarded(
      () => this.#record(batch),
      () => this.#record(batch),
    )
  }

  /** Remembers that a module's hooks have thrown: it is stale until they give a result. */
  recordFailure(module: ModuleId, error: unknown): void {
    this.#wave?.settle([{ kind: 'failed', module, error }])
    this.#owed.fail(module, error)
  }

  /** Why a module would run, or that it needn't. */
  standingOf(module: ModuleId): Standing {
    const reason = this.#owed.reasonOf(module)
    if (reason !== null) {
      const plugins = Object.keys(this.#options.policies)
      return { kind: 'stale', module, reason, plugins, undecided: [] }
    }
    const isModule = this.#guarded(
      () => this.graph.node(module)?.isModule === true,
      () => false,
    )
    return { kind: isModule ? 'fresh' : 'unknown' }
  }

  /** What the graph adds to the key of a plugin's result for a module, by the plugin's policy; null for nothing. */
  keyPart(plugin: string, module: ModuleId): Fingerprint | null {
    const policy = this.#options.policies[plugin]
    return policy === undefined
      ? null
      : this.#guarded(
          () => policyHash(this.graph, policy, module),
          () => null,
        )
  }

  /** Modules and inputs that some use, or that use them, nearest first. */
  walk(roots: readonly ModuleId[], direction: 'edges' | 'importers', filter?: GraphFilter): readonly Visit[] {
    return this.#guarded(
      () => [
        ...walkGraph(
          roots.flatMap((id) => this.graph.node(id) ?? []),
          direction,
          filter,
        ),
      ],
      () => [],
    )
  }

  /** The graph itself. Looking at a node may throw `GraphLost`, which the session's own methods don't. */
  get graph(): ModuleGraph {
    if (this.#stored === null) {
      throw new Error('The session is not loaded')
    }
    return this.#stored.graph
  }

  /** Writes what is new to disk. Done by `dispose` as well. */
  save(): void {
    if (this.#stored === null || this.#store === null) {
      return
    }
    this.#guarded(
      () => this.#stored?.save(this.#owed.notes()),
      () => undefined,
    )
    const rows = this.#table.takeFreshRows()
    if (rows !== null) {
      this.#store.appendTable(FILE_ROWS, rows)
    }
    this.#store.flush()
  }

  /** Waits for running updates, writes what is new, and lets go of the cache. */
  async dispose(): Promise<void> {
    await this.#queue.settled()
    this.save()
    this.#store?.close()
    this.#store = null
    this.#stored = null
    this.#wave = null
  }

  async #update(changes: readonly ChangeSet[]): Promise<SessionUpdate> {
    await this.#definitions?.prepare().catch((error: unknown) => {
      this.#options.onEvent?.({ kind: 'cache-failed', during: 'loading the parser', message: String(error) })
    })
    const decided = this.#guarded(
      () => this.#decide(changes),
      (error): SessionUpdate => ({ kind: 'lost', why: error.message }),
    )
    const { run } = this.#options
    const wave = this.#wave
    if (decided.kind !== 'work' || run === undefined || wave === null) {
      return decided
    }
    try {
      for (let ready = wave.next(); ready.length > 0; ready = wave.next()) {
        const outcomes = await run(ready)
        const lost = this.#guarded(
          () => this.#settle(wave, outcomes) && null,
          (error): SessionUpdate => ({ kind: 'lost', why: error.message }),
        )
        if (lost !== null) {
          return lost
        }
      }
    } finally {
      // Of a lost graph nothing is owed: all of its modules are new.
      this.#owed.owe(this.#wave === wave ? wave.unsettled() : [])
    }
    return { ...decided, decisions: wave.decisions }
  }

  #decide(changes: readonly ChangeSet[]): SessionUpdate {
    const merged = new MergedChanges()
    for (const one of changes) {
      merged.add(one)
    }
    this.#table.startBuild()
    const { graph } = this
    const { verdicts, changed } = settleChanges(graph, merged.files, (file) => this.#fingerprint(file))
    const { policies } = this.#options
    for (const node of changed) {
      if (!node.isModule) {
        this.#owed.clear(node.id)
      }
    }
    const owed = this.#owed.reasons()
    const { stale, leftOut, visits } = staleAfterUpdate(
      graph,
      policies,
      changed,
      owed,
      (id) => this.#accepts(id),
      this.#definitions,
    )
    this.#emit(changed.size, stale.length)
    if (stale.length === 0) {
      this.#wave = null
      return { kind: 'nothing', files: verdicts }
    }
    const running = new Set(stale.map(({ module }) => module))
    const moved = [...changed].filter(({ id }) => !running.has(id))
    const wave = new Wave(graph, policies, stale, moved, leftOut)
    this.#wave = wave
    this.#owed.owe(stale)
    return { kind: 'work', files: verdicts, stale, layers: wave.layers(), decisions: [], visits }
  }

  /** `others` is what was told besides the outcomes. */
  #settle(wave: Wave, outcomes: readonly RunOutcome[], others: GraphBatch = {}): RecordedFacts['decisions'] {
    const decisions = wave.settle(outcomes)
    this.graph.apply(others)
    const facts = outcomes.flatMap((outcome) => (outcome.kind === 'done' ? [outcome.facts] : []))
    this.#lookAtSources(facts)
    this.#definitions?.note(facts)
    for (const outcome of outcomes) {
      if (outcome.kind === 'failed') {
        this.#owed.fail(outcome.module, outcome.error)
      } else {
        this.#owed.clear(outcome.facts.id)
      }
    }
    return decisions
  }

  #record(batch: GraphBatch): RecordedFacts {
    this.#table.startBuild()
    const { modules = [], removed = [], ...others } = batch
    this.graph.apply({ removed })
    const wave = this.#wave ?? new Wave(this.graph, this.#options.policies, [], [], [])
    const decisions = this.#settle(
      wave,
      modules.map((facts) => ({ kind: 'done', facts })),
      others,
    )
    for (const id of removed) {
      this.#owed.clear(id)
    }
    const before = wave.decisions.length
    const stale = wave.next()
    const spared = wave.decisions.slice(before)
    for (const { module } of spared) {
      this.#owed.clear(module)
    }
    return { decisions: [...decisions, ...spared], stale }
  }

  /** The states of modules and inputs that nobody has told. A module without a file has none. */
  #lookAtSources(modules: readonly ModuleFacts[]): void {
    const states: [ModuleId, NodeState][] = []
    const look = (node: ModuleNode | undefined): void => {
      if (node !== undefined && node.source === null && !node.id.includes('\0')) {
        const state = this.#stateOnDisk(node.id)
        if (state !== null && !(node.isModule && state === 'absent')) {
          states.push([node.id, state])
        }
      }
    }
    for (const { id } of modules) {
      const node = this.graph.node(id)
      look(node)
      for (const target of node?.edges.keys() ?? []) {
        look(target)
        if (!target.isModule) {
          // A group is looked at by what is in it.
          for (const input of target.edges.keys()) {
            look(input)
          }
        }
      }
    }
    this.graph.apply({ states })
  }

  #stateOnDisk(id: ModuleId): NodeState {
    const path = this.#options.root.absolute(fileOfId(id) as RootRelativePath)
    const state = id.endsWith('/') ? this.#table.listingState(path) : this.#table.fileState(path)
    return state === 'directory' || state === 'special' ? null : state
  }

  #fingerprint(file: RootRelativePath): Fingerprint | null {
    const state = this.#stateOnDisk(file as string as ModuleId)
    return state === 'absent' ? null : state
  }

  #accepts(id: ModuleId): boolean {
    const { include, exclude } = this.#options
    return include?.(id) !== false && exclude?.(id) !== true
  }

  #emit(changed: number, stale: number): void {
    this.#options.onEvent?.({ kind: 'session-updated', changed, stale })
  }

  /** A graph that can't be read is given up: what follows begins with an empty one. */
  #guarded<Result>(act: () => Result, otherwise: (error: GraphLost) => Result): Result {
    try {
      return act()
    } catch (error) {
      if (!(error instanceof GraphLost) || this.#store === null) {
        throw error
      }
      this.#stored = StoredGraph.create(this.#store, this.#options.scope ?? '')
      this.#wave = null
      this.#owed.forget()
      this.#options.onEvent?.({ kind: 'graph-lost', why: error.message })
      return otherwise(error)
    }
  }
}
