import type { DefinitionChange } from '../graph/definitions/definition-change.ts'
import { type DefinedModule, DefinitionGraph } from '../graph/definitions/definition-graph.ts'
import { linkModule } from '../graph/definitions/link-module.ts'
import type { ModuleSummary } from '../graph/definitions/module-summary.ts'
import { loadSummarizer } from '../graph/definitions/summarize-module.ts'
import type { ModuleFacts } from '../graph/module-facts.ts'
import type { ModuleGraph } from '../graph/module-graph.ts'
import type { ModuleId, ModuleNode, NodeState } from '../graph/module-node.ts'

type Summarize = (name: string, text: string) => ModuleSummary

/**
 * The definitions of those modules that changes have reached. A module is parsed when it is first reached, and again when
 * it has changed. The first change of a module is one of the whole module, since nobody has looked at it before.
 */
export class DefinitionTracker {
  readonly #definitions: DefinitionGraph = new DefinitionGraph()
  readonly #idToResolved: Map<ModuleId, ReadonlyMap<string, ModuleId>> = new Map()
  /** module -> what its links followed from, by the latest facts */
  readonly #idToLinks: Map<ModuleId, string> = new Map()
  /** module -> source and links that it was taken in with */
  readonly #idToTaken: Map<ModuleId, { readonly source: NodeState; readonly links: string }> = new Map()
  /** Modules that were taken in and of which other facts were told since. */
  readonly #outdated: Set<ModuleId> = new Set()
  #summarize: Summarize | null = null
  readonly #readText: (id: ModuleId) => string | null

  constructor(readText: (id: ModuleId) => string | null) {
    this.#readText = readText
  }

  /** Whether it can be asked. */
  get isReady(): boolean {
    return this.#summarize !== null
  }

  /** Loads the parser, once. Rejects when that can't be done. */
  async prepare(): Promise<void> {
    this.#summarize ??= await loadSummarizer()
  }

  /** Takes note of where specifiers lead. Without them a module counts as one that uses all that it imports. */
  note(modules: readonly ModuleFacts[]): void {
    for (const { id, source, resolved = new Map(), ...lists } of modules) {
      const links = JSON.stringify([lists.staticImports, lists.dynamicImports, lists.inputs, [...resolved]])
      const taken = this.#idToTaken.get(id)
      this.#idToResolved.set(id, resolved)
      this.#idToLinks.set(id, links)
      if (taken !== undefined && (taken.links !== links || (source !== null && taken.source !== source))) {
        this.#outdated.add(id)
      }
    }
  }

  /**
   * Which of the modules that a change reaches use a definition that has changed. `whole` are modules whose own text is what
   * it was, but of which any part may differ.
   */
  affected(
    graph: ModuleGraph,
    changed: Iterable<ModuleNode>,
    whole: Iterable<ModuleNode>,
    reached: Iterable<ModuleNode>,
  ): ReadonlySet<ModuleId> {
    const changedIds = new Set([...changed].map(({ id }) => id))
    const unknown = [...reached].filter(({ id }) => !changedIds.has(id) && !this.#definitions.has(id))
    // What wasn't known before has not changed by becoming known.
    this.#definitions.update(unknown.map((node) => this.#moduleOf(node)))
    const again = [...this.#outdated]
      .flatMap((id) => graph.node(id) ?? [])
      .filter(({ id }) => !changedIds.has(id))
    const present = [...changedIds].flatMap((id) => graph.node(id) ?? []).filter((node) => node.isModule)
    const gone = [...changedIds].filter((id) => graph.node(id)?.isModule !== true)
    const modules = [...again, ...present].map((node) => this.#moduleOf(node))
    const { parts } = this.#definitions.update(modules, gone)
    this.#outdated.clear()
    // A file that comes or goes under a name that modules import is no module of the graph, or not yet.
    const changes = [...gone, ...[...whole].map(({ id }) => id)].map((id): [ModuleId, DefinitionChange] => [
      id,
      { kind: 'whole', why: 'its file or an input that it was made from' },
    ])
    return new Set([...parts.keys(), ...this.#definitions.affected(new Map(changes)).keys()])
  }

  #moduleOf(node: ModuleNode): DefinedModule {
    const text = this.#readText(node.id)
    const summary = text === null ? null : (this.#summarize?.(node.id, text) ?? null)
    const imports = [...node.edges.keys()].map(({ id }) => id)
    const resolved = this.#idToResolved.get(node.id) ?? new Map()
    this.#idToTaken.set(node.id, { source: node.source, links: this.#idToLinks.get(node.id) ?? '' })
    return { id: node.id, summary, links: linkModule(summary, resolved, imports) }
  }
}
