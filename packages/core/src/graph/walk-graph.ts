import { type EdgeKind, edgeKind, type ModuleId, type ModuleNode } from './module-node.ts'

/** What of a graph is shown; everything when left out. */
export interface GraphFilter {
  /** Only these are shown. The walk passes through the others. */
  readonly include?: (id: ModuleId) => boolean
  /** These are neither shown nor passed through. */
  readonly exclude?: (id: ModuleId) => boolean
  /** How many edges away from the roots; 0 shows the roots alone. */
  readonly depth?: number
  readonly kinds?: readonly EdgeKind[]
}

export interface Visit {
  readonly node: ModuleNode
  /** Fewest edges from a root. */
  readonly depth: number
  /** Null for a root. */
  readonly from: ModuleNode | null
}

/** Each node that is reached from the roots once, the nearest first: what they use, or who uses them. */
export function* walkGraph(
  roots: Iterable<ModuleNode>,
  direction: 'edges' | 'importers',
  filter: GraphFilter = {},
): Generator<Visit> {
  const { include = always, exclude = never, depth: maxDepth = Number.POSITIVE_INFINITY } = filter
  const kinds = (filter.kinds ?? ['static', 'dynamic', 'input']).reduce(
    (sum, kind) => sum | edgeKind[kind],
    0,
  )
  const queue: Visit[] = [...roots].map((node) => ({ node, depth: 0, from: null }))
  const seen = new Set(queue.map(({ node }) => node))
  for (const visit of queue) {
    const { node, depth } = visit
    if (exclude(node.id)) {
      continue
    }
    if (include(node.id)) {
      yield visit
    }
    for (const [next, edge] of depth < maxDepth ? node[direction] : []) {
      if ((edge & kinds) !== 0 && !seen.has(next)) {
        seen.add(next)
        queue.push({ node: next, depth: depth + 1, from: node })
      }
    }
  }
}

const always = (): boolean => true
const never = (): boolean => false
