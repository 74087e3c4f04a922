import type { GraphBatch, GraphDelta, ModuleFacts } from './module-facts.ts'
import { type EdgeKinds, edgeKind, fileOfId, type ModuleId, ModuleNode } from './module-node.ts'
import { TransitiveHashes } from './transitive-hashes.ts'

/** What one batch has changed so far. */
interface Changes {
  readonly added: Set<ModuleNode>
  readonly removed: Set<ModuleNode>
  readonly changed: Set<ModuleNode>
  readonly resultChanged: Set<ModuleNode>
  readonly rewired: Set<ModuleNode>
}

/**
 * The modules of a project and what they were made from, with edges both ways. It knows no bundler: adapters give
 * plain facts.
 *
 * A node that nobody names any more and that isn't a module is dropped. One that is gone but still named stays, as
 * `absent`, so that its return reaches those who name it.
 */
export class ModuleGraph {
  readonly hashes: { readonly source: TransitiveHashes; readonly result: TransitiveHashes } = {
    source: new TransitiveHashes('source'),
    result: new TransitiveHashes('result'),
  }
  /** Nodes that differ from what was last stored, dropped ones too. Emptied by who stores them. */
  readonly unsaved: Set<ModuleNode> = new Set()
  readonly #idToNode: Map<ModuleId, ModuleNode> = new Map()
  /** file -> nodes with a query, or virtual ones, that are made from it; the file's own node isn't here */
  readonly #fileToDerived: Map<string, Set<ModuleNode>> = new Map()

  /** `nodes` may still be pending. */
  constructor(nodes: Iterable<ModuleNode> = []) {
    for (const node of nodes) {
      this.#index(node)
    }
  }

  /** Modules and inputs together. */
  get size(): number {
    return this.#idToNode.size
  }

  nodes(): Iterable<ModuleNode> {
    return this.#idToNode.values()
  }

  node(id: ModuleId): ModuleNode | undefined {
    return this.#idToNode.get(id)
  }

  /** The nodes that a change of a file is a change of: its own, and those of ids with a query. */
  nodesOfFile(file: string): ModuleNode[] {
    const own = this.#idToNode.get(file as ModuleId)
    return [...(own === undefined ? [] : [own]), ...(this.#fileToDerived.get(file) ?? [])]
  }

  #index(node: ModuleNode): void {
    this.#idToNode.set(node.id, node)
    const file = fileOfId(node.id)
    if (file !== node.id) {
      const derived = this.#fileToDerived.get(file) ?? new Set()
      this.#fileToDerived.set(file, derived.add(node))
    }
  }

  /** Applies the facts: states, then removals, then additions, so that a module in two lists is there afterwards. */
  apply({ groups = [], modules = [], removed = [], states = [] }: GraphBatch): GraphDelta {
    const changes: Changes = {
      added: new Set(),
      removed: new Set(),
      changed: new Set(),
      resultChanged: new Set(),
      rewired: new Set(),
    }
    for (const [id, state] of states) {
      const node = this.#idToNode.get(id)
      if (node !== undefined && node.source !== state) {
        node.source = state
        changes.changed.add(node)
      }
    }
    const orphans = new Set<ModuleNode>()
    for (const id of removed) {
      this.#remove(id, changes, orphans)
    }
    for (const facts of modules) {
      this.#put(facts, changes, orphans)
    }
    for (const { id, inputs } of groups) {
      const edges = new Map(inputs.map((input) => [this.#nodeFor(input), edgeKind.input]))
      this.#rewire(this.#nodeFor(id), edges, changes, orphans)
    }
    this.#dropOrphans(orphans, changes)
    this.#forgetHashes(changes)
    return deltaOf(changes)
  }

  #remove(id: ModuleId, changes: Changes, orphans: Set<ModuleNode>): void {
    const node = this.#idToNode.get(id)
    if (node === undefined) {
      return
    }
    if (node.isModule) {
      node.isModule = false
      changes.removed.add(node)
    }
    if (node.source !== 'absent') {
      node.source = 'absent'
      changes.changed.add(node)
    }
    node.result = null
    this.#rewire(node, new Map(), changes, orphans)
    orphans.add(node)
  }

  #put(facts: ModuleFacts, changes: Changes, orphans: Set<ModuleNode>): void {
    const node = this.#nodeFor(facts.id)
    if (!node.isModule) {
      node.isModule = true
      changes.removed.delete(node) || changes.added.add(node)
    }
    // A module without known source keeps what is known of it, unless it was gone.
    const source = facts.source ?? (node.source === 'absent' ? null : node.source)
    if (node.source !== source) {
      node.source = source
      changes.changed.add(node)
    }
    if (node.result !== facts.result) {
      node.result = facts.result
      changes.resultChanged.add(node)
    }
    this.#rewire(node, this.#edgesIn(facts), changes, orphans)
  }

  #edgesIn(facts: ModuleFacts): Map<ModuleNode, EdgeKinds> {
    const edges = new Map<ModuleNode, EdgeKinds>()
    const add = (ids: readonly ModuleId[], kind: EdgeKinds): void => {
      for (const id of ids) {
        const target = this.#nodeFor(id)
        edges.set(target, (edges.get(target) ?? 0) | kind)
      }
    }
    add(facts.staticImports, edgeKind.static)
    add(facts.dynamicImports, edgeKind.dynamic)
    add(facts.inputs, edgeKind.input)
    return edges
  }

  #rewire(
    node: ModuleNode,
    edges: ReadonlyMap<ModuleNode, EdgeKinds>,
    changes: Changes,
    orphans: Set<ModuleNode>,
  ): void {
    const before = node.edges
    if (before.size === edges.size && [...edges].every(([target, kinds]) => before.get(target) === kinds)) {
      return
    }
    for (const target of [...before.keys()]) {
      if (!edges.has(target)) {
        node.unlink(target)
        orphans.add(target)
        this.unsaved.add(target)
      }
    }
    for (const [target, kinds] of edges) {
      if (before.get(target) !== kinds) {
        node.link(target, kinds)
        this.unsaved.add(target)
      }
    }
    changes.rewired.add(node)
    this.unsaved.add(node)
  }

  #nodeFor(id: ModuleId): ModuleNode {
    let node = this.#idToNode.get(id)
    if (node === undefined) {
      node = new ModuleNode(id)
      this.#index(node)
      this.unsaved.add(node)
    }
    return node
  }

  #forgetHashes({ changed, resultChanged, rewired, added, removed }: Changes): void {
    const shared = [...changed, ...rewired]
    this.hashes.source.forget(shared)
    this.hashes.result.forget([...shared, ...resultChanged])
    for (const nodes of [changed, resultChanged, rewired, added, removed]) {
      for (const node of nodes) {
        this.unsaved.add(node)
      }
    }
  }

  #dropOrphans(orphans: Set<ModuleNode>, changes: Changes): void {
    for (const node of orphans) {
      if (!node.isModule && node.importers.size === 0 && this.#idToNode.get(node.id) === node) {
        // A group lets go of its inputs, which may be the next to go.
        this.#rewire(node, new Map(), changes, orphans)
        this.#idToNode.delete(node.id)
        this.#fileToDerived.get(fileOfId(node.id))?.delete(node)
        this.unsaved.add(node)
      }
    }
  }
}

function deltaOf(changes: Changes): GraphDelta {
  const ids = (nodes: Iterable<ModuleNode>) => [...nodes].map(({ id }) => id)
  return {
    added: ids(changes.added),
    removed: ids(changes.removed),
    changed: ids(changes.changed),
    resultChanged: ids(changes.resultChanged),
    rewired: ids(changes.rewired),
  }
}
