import type { Fingerprint } from '../key/cache-key.ts'
import type { EdgeKinds, ModuleNode, NodeState, StoredNode } from './module-node.ts'

/**
 * A segment as JSON text: one row per node, in order, or null for a number that no node has.
 *
 *     segment = [row | null, ...]
 *     row     = [1 for a module, source, result, [number, kinds, number, kinds, ...], [the same of importers]]
 */
type StoredRow = [isModule: 0 | 1, source: NodeState, result: Fingerprint | null, number[], number[]]

export function encodeSegment(
  nodes: readonly (ModuleNode | null)[],
  numberOf: (node: ModuleNode) => number,
): string {
  const pairs = (edges: ReadonlyMap<ModuleNode, EdgeKinds>) =>
    [...edges].flatMap(([node, kinds]) => [numberOf(node), kinds])
  const rows = nodes.map((node): StoredRow | null =>
    node === null
      ? null
      : [node.isModule ? 1 : 0, node.source, node.result, pairs(node.edges), pairs(node.importers)],
  )
  return JSON.stringify(rows)
}

/** Null for a text of another form; `nodeAt` gives null for a number that no node has. */
export function decodeSegment(
  text: string,
  nodeAt: (number: number) => ModuleNode | null,
): (StoredNode | null)[] | null {
  let rows: unknown
  try {
    rows = JSON.parse(text)
  } catch {
    return null
  }
  if (!Array.isArray(rows)) {
    return null
  }
  const stored: (StoredNode | null)[] = []
  for (const row of rows as unknown[]) {
    const node = row === null ? null : decodeRow(row, nodeAt)
    if (node === undefined) {
      return null
    }
    stored.push(node)
  }
  return stored
}

function decodeRow(row: unknown, nodeAt: (number: number) => ModuleNode | null): StoredNode | undefined {
  if (!Array.isArray(row) || row.length !== 5) {
    return undefined
  }
  const [isModule, source, result] = row as StoredRow
  const edges = decodePairs(row[3], nodeAt)
  const importers = decodePairs(row[4], nodeAt)
  if (edges === undefined || importers === undefined || !isText(source) || !isText(result)) {
    return undefined
  }
  return { isModule: isModule === 1, source, result, edges, importers }
}

/** Null for no pairs, undefined for pairs of another form. */
function decodePairs(
  pairs: unknown,
  nodeAt: (number: number) => ModuleNode | null,
): Map<ModuleNode, EdgeKinds> | null | undefined {
  if (!Array.isArray(pairs) || pairs.length % 2 !== 0) {
    return undefined
  }
  const edges = new Map<ModuleNode, EdgeKinds>()
  for (let at = 0; at < pairs.length; at += 2) {
    const node = nodeAt(pairs[at])
    const kinds: unknown = pairs[at + 1]
    if (node === null || typeof kinds !== 'number' || kinds < 1 || kinds > 7) {
      return undefined
    }
    edges.set(node, kinds)
  }
  return edges.size === 0 ? null : edges
}

function isText(value: unknown): boolean {
  return value === null || typeof value === 'string'
}
