import type { ModuleNode } from './module-node.ts'

interface Frame {
  readonly node: ModuleNode
  readonly targets: Iterator<ModuleNode>
}

/**
 * The strongly connected components of the part of a graph that is reached from `roots` through nodes inside,
 * each after all components that it uses. Edges of all kinds count. Each node is visited once.
 *
 * Tarjan, "Depth-first search and linear graph algorithms" (1972), with a stack of its own: chains of imports may be
 * longer than the call stack is deep.
 */
export function condense(
  roots: Iterable<ModuleNode>,
  isInside: (node: ModuleNode) => boolean,
): readonly (readonly ModuleNode[])[] {
  const components: ModuleNode[][] = []
  /** node -> order of discovery; `Infinity` once its component is known */
  const nodeToIndex = new Map<ModuleNode, number>()
  const nodeToLowest = new Map<ModuleNode, number>()
  const open: ModuleNode[] = []
  const path: Frame[] = []
  let discovered = 0

  const enter = (node: ModuleNode): void => {
    nodeToIndex.set(node, discovered)
    nodeToLowest.set(node, discovered)
    discovered += 1
    open.push(node)
    path.push({ node, targets: node.edges.keys() })
  }
  const lower = (node: ModuleNode, index: number): void => {
    if (index < (nodeToLowest.get(node) as number)) {
      nodeToLowest.set(node, index)
    }
  }
  const leave = (node: ModuleNode): void => {
    const lowest = nodeToLowest.get(node) as number
    if (lowest === nodeToIndex.get(node)) {
      const component = open.splice(open.lastIndexOf(node))
      for (const member of component) {
        nodeToIndex.set(member, Number.POSITIVE_INFINITY)
      }
      components.push(component)
    }
    const parent = path.at(-1)
    if (parent !== undefined) {
      lower(parent.node, lowest)
    }
  }

  for (const root of roots) {
    if (nodeToIndex.has(root) || !isInside(root)) {
      continue
    }
    enter(root)
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const next = frame.targets.next()
      if (next.done === true) {
        path.pop()
        leave(frame.node)
        continue
      }
      const index = nodeToIndex.get(next.value)
      if (index !== undefined) {
        lower(frame.node, index)
      } else if (isInside(next.value)) {
        enter(next.value)
      }
    }
  }
  return components
}
