import { condense } from './condense.ts'
import type { ModuleNode } from './module-node.ts'

/** Members of one cycle, or one module alone. */
export type Component = readonly ModuleNode[]

/**
 * The nodes in layers: what a component uses among them is in earlier layers, so that the components of one layer are
 * independent of each other and may be worked on at the same time. The members of a cycle stay together.
 */
export function topologicalLayers(nodes: ReadonlySet<ModuleNode>): readonly (readonly Component[])[] {
  const layers: Component[][] = []
  const nodeToLayer = new Map<ModuleNode, number>()
  for (const component of condense(nodes, (node) => nodes.has(node))) {
    let layer = 0
    for (const member of component) {
      for (const target of member.edges.keys()) {
        // Members of the same component have no layer yet.
        layer = Math.max(layer, (nodeToLayer.get(target) ?? -1) + 1)
      }
    }
    for (const member of component) {
      nodeToLayer.set(member, layer)
    }
    const sameLayer = layers[layer]
    if (sameLayer === undefined) {
      layers[layer] = [component]
    } else {
      sameLayer.push(component)
    }
  }
  return layers
}
