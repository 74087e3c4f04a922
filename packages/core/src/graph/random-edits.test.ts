import fc from 'fast-check'
import { expect, it } from 'vitest'
import { announceSeed } from '../key/test-seed.ts'
import {
  afterEdit,
  allEdges,
  effectOf,
  type GraphEdit,
  graphEdit,
  naiveHashes,
  naiveReach,
  type TestProject,
} from './graph-test-model.ts'
import { ModuleGraph } from './module-graph.ts'
import { type EdgeKinds, edgeKind, type ModuleId, type ModuleNode } from './module-node.ts'
import type { Policies } from './stale-modules.ts'
import { reachOfChange, staleModules } from './stale-modules.ts'
import { topologicalLayers } from './topological-layers.ts'

const policies: Policies = {
  alone: { reach: 'module' },
  near: { reach: 'imports' },
  far: { reach: 'transitive' },
}

it('graph, inverse edges, transitive hashes, stale sets and layers equal an oracle after every edit', () => {
  const seed = announceSeed('edits of the graph: 300 sequences')
  let steps = 0
  let stale = 0
  fc.assert(
    fc.property(fc.array(graphEdit, { minLength: 1, maxLength: 12 }), (edits) => {
      const counts = checkSequence(edits)
      steps += counts.steps
      stale += counts.stale
    }),
    { numRuns: 300, seed },
  )
  expect(steps).toBeGreaterThan(300)
  expect(stale).toBeGreaterThan(300)
}, 120_000)

function checkSequence(edits: readonly GraphEdit[]): { steps: number; stale: number } {
  const graph = new ModuleGraph()
  let project: TestProject = { modules: new Map(), states: new Map() }
  let stale = 0
  for (const edit of edits) {
    const before = project
    const effect = effectOf(project, edit)
    project = afterEdit(project, effect)
    const delta = graph.apply({ modules: effect.put, removed: effect.removed })
    checkEdges(graph, project)
    stale += checkStaleSet(graph, before, project, delta)
    checkHashes(graph, project)
    checkLayers(graph)
  }
  return { steps: edits.length, stale }
}

function checkEdges(graph: ModuleGraph, project: TestProject): void {
  const expected = allEdges(project)
  const plain = (edges: ReadonlyMap<ModuleNode, EdgeKinds>) =>
    new Map([...edges].map(([{ id }, kinds]) => [id, kinds]))
  expect(new Map([...graph.nodes()].map((node) => [node.id, plain(node.edges)]))).toEqual(expected)
  for (const node of graph.nodes()) {
    const importers = [...expected].flatMap(([id, edges]) => {
      const kinds = edges.get(node.id)
      return kinds === undefined ? [] : [[id, kinds] as const]
    })
    expect(plain(node.importers)).toEqual(new Map(importers))
    expect(node.isModule).toBe(project.modules.has(node.id))
    expect(node.source).toBe(project.states.get(node.id) ?? null)
  }
}

/** The sets of the graph as it is now, by their definitions. */
function checkStaleSet(
  graph: ModuleGraph,
  before: TestProject,
  project: TestProject,
  delta: ReturnType<ModuleGraph['apply']>,
): number {
  const edges = allEdges(project)
  const isChanged = (id: ModuleId) => (project.states.get(id) ?? null) !== (before.states.get(id) ?? null)
  // A name that nobody mentioned before has no earlier state that anything could differ from.
  const changedIds = [...edges.keys()].filter(isChanged)
  expect([...delta.changed].filter((id) => edges.has(id)).sort()).toEqual(changedIds.sort())

  const changed = new Set(changedIds.map((id) => graph.node(id) as ModuleNode))
  const reach = reachOfChange(changed, Object.values(policies))
  expect(reach.visits).toBe(new Set([...changed, ...reach.direct.keys(), ...reach.indirect]).size)
  const closure = naiveReach(edges)
  const expected: Record<string, ModuleId[]> = { alone: [], near: [], far: [] }
  for (const id of project.modules.keys()) {
    const uses = [...(edges.get(id) ?? [])].filter(([target]) => isChanged(target))
    if (isChanged(id) || uses.some(([, kinds]) => (kinds & edgeKind.input) !== 0)) {
      expected['alone']?.push(id)
    }
    if (isChanged(id) || uses.length > 0) {
      expected['near']?.push(id)
    }
    if ([...(closure.get(id) ?? [])].some(isChanged)) {
      expected['far']?.push(id)
    }
  }
  const found = staleModules(reach, policies)
  for (const [plugin, ids] of Object.entries(expected)) {
    const named = found.filter(({ plugins }) => plugins.includes(plugin)).map(({ module }) => module)
    expect(named.sort(), plugin).toEqual(ids.sort())
  }
  for (const { module, reason } of found) {
    if ('through' in reason) {
      checkPath([module, ...reason.through], edges, isChanged)
    }
  }
  return found.length
}

function checkPath(
  path: readonly ModuleId[],
  edges: ReadonlyMap<ModuleId, ReadonlyMap<ModuleId, EdgeKinds>>,
  isChanged: (id: ModuleId) => boolean,
): void {
  expect(path.length).toBeGreaterThan(1)
  for (const [at, id] of path.entries()) {
    expect(isChanged(id)).toBe(at === path.length - 1)
    const next = path[at + 1]
    expect(next === undefined || edges.get(id)?.has(next)).toBe(true)
  }
}

function checkHashes(graph: ModuleGraph, project: TestProject): void {
  const expected = naiveHashes(project)
  const { visits } = graph.hashes.source
  let unknown = 0
  for (const node of graph.nodes()) {
    unknown += node.hashOf('source') === null ? 1 : 0
  }
  for (const node of graph.nodes()) {
    expect(graph.hashes.source.hashOf(node), node.id).toBe(expected.get(node.id))
    // Results are as the sources in this model, but for what is gone: that has no result.
    expect(graph.hashes.result.hashOf(node), node.id).toBe(expected.get(node.id))
  }
  expect(graph.hashes.source.visits - visits).toBe(unknown)
}

function checkLayers(graph: ModuleGraph): void {
  const nodes = new Set(graph.nodes())
  const layers = topologicalLayers(nodes)
  const nodeToPlace = new Map<ModuleNode, { layer: number; component: object }>()
  for (const [layer, components] of layers.entries()) {
    for (const component of components) {
      for (const member of component) {
        expect(nodeToPlace.has(member)).toBe(false)
        nodeToPlace.set(member, { layer, component })
      }
    }
  }
  expect(nodeToPlace.size).toBe(nodes.size)
  for (const [node, { layer, component }] of nodeToPlace) {
    for (const target of node.edges.keys()) {
      const place = nodeToPlace.get(target)
      expect(place?.component === component || Number(place?.layer) < layer).toBe(true)
    }
  }
}
