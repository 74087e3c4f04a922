import type { ModuleFacts } from '../graph/module-facts.ts'
import type { ModuleGraph } from '../graph/module-graph.ts'
import type { ModuleId, ModuleNode } from '../graph/module-node.ts'
import type { Policies, StaleModule } from '../graph/stale-modules.ts'
import { type Component, topologicalLayers } from '../graph/topological-layers.ts'
import type { Fingerprint } from '../key/cache-key.ts'

/** What came of running a module's hooks again. */
export type RunOutcome =
  | { readonly kind: 'done'; readonly facts: ModuleFacts }
  | { readonly kind: 'failed'; readonly module: ModuleId; readonly error: unknown }

/** What a module's new result means for those who use it. */
export type ResultDecision =
  /** Early cutoff: whoever sees only the result needn't run. */
  | { readonly kind: 'equal'; readonly module: ModuleId; readonly result: Fingerprint }
  | {
      readonly kind: 'different'
      readonly module: ModuleId
      readonly before: Fingerprint | null
      readonly after: Fingerprint | null
    }
  | { readonly kind: 'failed'; readonly module: ModuleId; readonly error: unknown }
  /** Nothing that it sees has another result: it didn't run. */
  | { readonly kind: 'spared'; readonly module: ModuleId; readonly plugins: readonly string[] }

/**
 * The stale modules of one update on their way through the graph, what they use first. It stops where results stay equal.
 *
 * Invariant: a module is handed out at most once, and only when all that it uses among the stale modules is settled.
 * The members of a cycle are handed out together.
 */
export class Wave {
  readonly #graph: ModuleGraph
  readonly #policies: Policies
  readonly #layers: readonly (readonly Component[])[]
  readonly #idToStale: Map<ModuleId, StaleModule>
  #layer = 0
  readonly #handedOut: Set<ModuleId> = new Set()
  readonly #settled: Set<ModuleId> = new Set()
  /** Nodes whose result differs, or of which nobody knows that it doesn't. */
  readonly #moved: Set<ModuleNode>
  /** Nodes that use one that has moved, at any distance. */
  readonly #above: Set<ModuleNode> = new Set()
  readonly decisions: ResultDecision[] = []

  /** `moved` are changed nodes that don't run: inputs, modules that are gone; `leftOut` stale modules that don't. */
  constructor(
    graph: ModuleGraph,
    policies: Policies,
    stale: readonly StaleModule[],
    moved: Iterable<ModuleNode>,
    leftOut: readonly ModuleNode[],
  ) {
    this.#graph = graph
    this.#policies = policies
    this.#idToStale = new Map(stale.map((one) => [one.module, one]))
    // Nobody will know the results of modules that are left out.
    this.#moved = new Set([...moved, ...leftOut])
    const nodes = stale.flatMap(({ module }) => graph.node(module) ?? [])
    // What is left out stands between others that aren't independent.
    this.#layers = topologicalLayers(new Set([...nodes, ...leftOut]))
  }

  /**
   * Modules that can run now, independent of each other but for cycles. None when the wave has come to its end, or
   * while outcomes of those that were handed out are missing.
   */
  next(): readonly StaleModule[] {
    for (; this.#layer < this.#layers.length; this.#layer += 1) {
      const layer = this.#layers[this.#layer] ?? []
      if (layer.some((component) => component.some(({ id }) => this.#isRunning(id)))) {
        return []
      }
      const ready = layer.flatMap((component) => this.#readyIn(component))
      if (ready.length > 0) {
        return ready
      }
    }
    return []
  }

  #isRunning(id: ModuleId): boolean {
    return this.#handedOut.has(id) && !this.#settled.has(id)
  }

  /** All stale modules by layers, as far as they are known to be. */
  layers(): readonly (readonly ModuleId[])[] {
    const layers = this.#layers.map((layer) => layer.flat().map(({ id }) => id))
    return layers
      .map((layer) => layer.filter((id) => this.#idToStale.has(id)))
      .filter(({ length }) => length > 0)
  }

  /** Takes the outcomes of modules that ran, whether they were asked for or not. */
  settle(outcomes: readonly RunOutcome[]): readonly ResultDecision[] {
    const done = outcomes.filter((outcome) => outcome.kind === 'done')
    const before = new Map(done.map(({ facts }) => [facts.id, this.#graph.node(facts.id)?.result ?? null]))
    this.#graph.apply({ modules: done.map(({ facts }) => facts) })
    const decisions = outcomes.map((outcome) => this.#decide(outcome, before))
    this.decisions.push(...decisions)
    return decisions
  }

  /** Stale modules that no outcome was told of, and those of which it isn't decided whether they are. */
  unsettled(): StaleModule[] {
    return [...this.#idToStale.values()].filter(({ module }) => !this.#settled.has(module))
  }

  #decide(outcome: RunOutcome, before: ReadonlyMap<ModuleId, Fingerprint | null>): ResultDecision {
    if (outcome.kind === 'failed') {
      // The last good result stays: those who see it needn't run until there is another.
      this.#settled.add(outcome.module)
      return outcome
    }
    const { id, result } = outcome.facts
    this.#settled.add(id)
    const last = before.get(id) ?? null
    if (result !== null && result === last) {
      return { kind: 'equal', module: id, result }
    }
    const node = this.#graph.node(id)
    if (node !== undefined) {
      this.#moved.add(node)
    }
    return { kind: 'different', module: id, before: last, after: result }
  }

  /** Members of a component that must run and haven't. */
  #readyIn(component: Component): StaleModule[] {
    const isAbove = component.some((node) =>
      [...node.edges.keys()].some((target) => this.#moved.has(target) || this.#above.has(target)),
    )
    // Members of a cycle see each other: when one runs, any of them may get another result.
    const isMoving = isAbove || component.some(({ id }) => (this.#idToStale.get(id)?.plugins.length ?? 0) > 0)
    const isMovingCycle = component.length > 1 && isMoving
    const ready: StaleModule[] = []
    for (const node of component) {
      const stale = this.#idToStale.get(node.id)
      if (stale !== undefined && !this.#settled.has(node.id)) {
        const plugins = [...stale.plugins, ...this.#movedPlugins(node, stale, isMovingCycle)]
        if (plugins.length === 0) {
          this.#spare(stale)
        } else {
          this.#handedOut.add(node.id)
          ready.push({ module: stale.module, reason: stale.reason, plugins, undecided: [] })
        }
      }
      if (isAbove) {
        this.#above.add(node)
      }
    }
    return ready
  }

  #spare({ module, undecided }: StaleModule): void {
    this.#settled.add(module)
    this.decisions.push({ kind: 'spared', module, plugins: undecided })
  }

  /** Undecided plugins that do see another result. In a cycle every member may see the others. */
  #movedPlugins(node: ModuleNode, { undecided }: StaleModule, isInMovingCycle: boolean): string[] {
    const targets = [...node.edges.keys()]
    const isDirect = targets.some((target) => this.#moved.has(target))
    const isAbove = targets.some((target) => this.#moved.has(target) || this.#above.has(target))
    return undecided.filter((plugin) => {
      const isTransitive = this.#policies[plugin]?.reach === 'transitive'
      return isInMovingCycle || (isTransitive ? isAbove : isDirect)
    })
  }
}
