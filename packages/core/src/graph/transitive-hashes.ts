import { encodeKeyParts, type Fingerprint, fingerprintOf } from '../key/cache-key.ts'
import { condense } from './condense.ts'
import type { ModuleNode, SeenContent } from './module-node.ts'

/**
 * A hash per node over its content and that of everything it reaches: a Merkle hash (R. Merkle, "A Digital Signature
 * Based on a Conventional Encryption Function", 1987) over the condensation of the graph, in which a cycle is one node.
 * It is equal for equal graphs, whatever the order in which they came about, and in every copy of the project.
 *
 * Invariant: everything that reaches a node without hash is without hash. So forgetting stops at nodes without one,
 * and computing stops at nodes with one: both cost what is affected.
 */
export class TransitiveHashes {
  readonly #seen: SeenContent
  /** How many nodes were looked at since the start, for tests and figures. */
  visits = 0

  constructor(seen: SeenContent) {
    this.#seen = seen
  }

  /** Forgets the hashes of nodes whose content or edges have changed, and of all that reach them. */
  forget(changed: Iterable<ModuleNode>): void {
    const queue = [...changed]
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      this.visits += 1
      if (node.hashOf(this.#seen) === null) {
        continue
      }
      node.setHash(this.#seen, null)
      for (const importer of node.importers.keys()) {
        if (importer.hashOf(this.#seen) !== null) {
          queue.push(importer)
        }
      }
    }
  }

  /** The members of a cycle have the same hash. */
  hashOf(node: ModuleNode): Fingerprint {
    const known = node.hashOf(this.#seen)
    if (known !== null) {
      return known
    }
    for (const component of condense([node], (inside) => inside.hashOf(this.#seen) === null)) {
      this.visits += component.length
      const hash = this.#hashOfComponent(component)
      for (const member of component) {
        member.setHash(this.#seen, hash)
      }
    }
    return node.hashOf(this.#seen) as Fingerprint
  }

  #hashOfComponent(component: readonly ModuleNode[]): Fingerprint {
    const members = new Set(component)
    const parts: (readonly [string, string])[] = []
    for (const member of sortedById(component)) {
      parts.push([member.id, String(member.contentAs(this.#seen))])
      for (const target of sortedById([...member.edges.keys()])) {
        const hash = members.has(target) ? 'cycle' : target.hashOf(this.#seen)
        parts.push([`${member.edges.get(target)} ${target.id}`, String(hash)])
      }
    }
    return fingerprintOf(encodeKeyParts(parts))
  }
}

/** What a plugin that looks at direct imports sees of them, as a part of a key. */
export function importsHash(node: ModuleNode, seen: SeenContent): Fingerprint {
  const parts = sortedById([...node.edges.keys()]).map(
    (target) => [`${node.edges.get(target)} ${target.id}`, String(target.contentAs(seen))] as const,
  )
  return fingerprintOf(encodeKeyParts(parts))
}

/** By code units, which are the same everywhere, unlike the order of a locale. */
function sortedById(nodes: readonly ModuleNode[]): ModuleNode[] {
  return nodes.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
