/**
 * Every class that the markup uses, in order of appearance.
 *
 * @param {import('./nodes.mjs').Node} node
 * @param {Set<string>} [names]
 * @returns {Set<string>}
 */
export function classNames(node, names = new Set()) {
  if (node.kind === 'element') {
    for (const attribute of node.attributes) {
      if (attribute.kind !== 'class') continue
      names.add(attribute.name)
      if (attribute.toggle) names.add(attribute.toggle.name)
    }
    for (const child of node.children) classNames(child, names)
  }
  if (node.kind === 'each') classNames(node.child, names)
  if (node.kind === 'when') for (const child of [...node.then, ...node.otherwise]) classNames(child, names)
  return names
}
