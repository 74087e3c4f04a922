import type { GraphDelta, InputGroup, ModuleFacts } from '../graph/module-facts.ts'
import type { ModuleGraph } from '../graph/module-graph.ts'
import { fileOfId, type ModuleId, type NodeState } from '../graph/module-node.ts'
import { GraphLost, StoredGraph } from '../graph/stored-graph.ts'
import type { RootRelativePath } from '../key/project-root.ts'
import type { Store } from '../store/store.ts'

export type RecordedBuild =
  | { readonly kind: 'recorded'; readonly modules: number; readonly delta: GraphDelta }
  /** The stored graph could not be read; it was written anew. */
  | { readonly kind: 'replaced'; readonly modules: number }

/** Whether any graph is stored for a scope. */
export function hasRecordedBuild(store: Store, scope: string): boolean {
  return StoredGraph.isStored(store, scope)
}

/** The whole graph that is stored for a scope; null when there is none, or a part of it can't be read. */
export function readRecordedGraph(store: Store, scope: string): ModuleGraph | null {
  const graph = StoredGraph.open(store, scope)?.graph ?? null
  try {
    for (const node of graph?.nodes() ?? []) {
      // The first look reads the segment.
      void node.isModule
    }
    return graph
  } catch (error) {
    if (!(error instanceof GraphLost)) {
      throw error
    }
    return null
  }
}

/**
 * Brings the stored graph of a scope up to a whole build that has passed: `modules` are all there are, the others are
 * gone, and nothing is owed. `groups` are what they share. `stateOf` tells what a file's content is, null for what isn't a file.
 */
export function recordBuild(
  store: Store,
  scope: string,
  modules: readonly ModuleFacts[],
  groups: readonly InputGroup[],
  stateOf: (file: RootRelativePath) => NodeState,
): RecordedBuild {
  try {
    const delta = recordIn(
      StoredGraph.open(store, scope) ?? StoredGraph.create(store, scope),
      modules,
      groups,
      stateOf,
    )
    return { kind: 'recorded', modules: modules.length, delta }
  } catch (error) {
    if (!(error instanceof GraphLost)) {
      throw error
    }
    recordIn(StoredGraph.create(store, scope), modules, groups, stateOf)
    return { kind: 'replaced', modules: modules.length }
  }
}

function recordIn(
  stored: StoredGraph,
  modules: readonly ModuleFacts[],
  groups: readonly InputGroup[],
  stateOf: (file: RootRelativePath) => NodeState,
): GraphDelta {
  const { graph } = stored
  const kept = new Set(modules.map(({ id }) => id))
  const removed = [...graph.nodes()].filter((node) => node.isModule && !kept.has(node.id)).map(({ id }) => id)
  const isFile = (id: ModuleId) => !id.includes('\0')
  const known = new Map<ModuleId, NodeState>()
  const stateOfId = (id: ModuleId): NodeState => {
    let state = known.get(id)
    if (state === undefined) {
      state = isFile(id) ? stateOf(fileOfId(id) as RootRelativePath) : null
      known.set(id, state)
    }
    return state
  }
  const withSources = modules.map((facts) => {
    const source = facts.source ?? stateOfId(facts.id)
    return { ...facts, source: source === 'absent' ? null : source }
  })
  const delta = graph.apply({ modules: withSources, groups, removed })
  const named = [...modules, ...groups].flatMap((facts) => facts.inputs)
  const inputs = new Set(named.filter((id) => !kept.has(id)))
  graph.apply({ states: [...inputs].map((id) => [id, stateOfId(id)] as const) })
  stored.save([])
  return delta
}
