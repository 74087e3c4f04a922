import { type EdgeKind, type ModuleGraph, type ModuleId, type ModuleNode, walkGraph } from '@rekindle/core'

/** A module of one environment, with its neighbours. */
export interface ModuleNeighbours {
  readonly environment: string
  readonly module: string
  readonly imports: readonly string[]
  /** Files and folders that it was made from besides itself, what plugins remember included. */
  readonly inputs: readonly string[]
  /** Modules that import it or were made from it. */
  readonly importers: readonly string[]
  /** What a change of it would reach, the nearest first, with how many steps away. */
  readonly reaches: readonly { readonly module: string; readonly depth: number }[]
}

const IMPORTS: readonly EdgeKind[] = ['static', 'dynamic']

/** @param depth how many steps a change is followed */
export function neighboursOf(
  environment: string,
  graph: ModuleGraph,
  id: ModuleId,
  depth: number,
): ModuleNeighbours {
  const node = graph.node(id)
  const roots = node === undefined ? [] : [node]
  const names = (direction: 'edges' | 'importers', kinds?: readonly EdgeKind[]): string[] =>
    stepsFrom(roots, direction, 1, kinds).map(({ module }) => module)
  return {
    environment,
    module: id,
    imports: names('edges', IMPORTS),
    inputs: names('edges', ['input']),
    importers: names('importers'),
    reaches: stepsFrom(roots, 'importers', depth),
  }
}

/** Groups of inputs stand in between, and count for nothing: who uses one uses all that is in it. */
function stepsFrom(
  roots: readonly ModuleNode[],
  direction: 'edges' | 'importers',
  depth: number,
  kinds?: readonly EdgeKind[],
): { readonly module: string; readonly depth: number }[] {
  const nodeToSteps = new Map<ModuleNode, number>()
  const found: { readonly module: string; readonly depth: number }[] = []
  for (const { node, from } of walkGraph(roots, direction, kinds === undefined ? {} : { kinds })) {
    const steps = from === null ? 0 : (nodeToSteps.get(from) ?? 0) + (isGroup(node.id) ? 0 : 1)
    nodeToSteps.set(node, steps)
    if (from !== null && !isGroup(node.id) && steps <= depth) {
      found.push({ module: node.id, depth: steps })
    }
  }
  return found.sort((one, other) => one.depth - other.depth)
}

/** As the plugin names what its modules share. */
export function isGroup(id: string): boolean {
  return id.startsWith('\0ledger ')
}
