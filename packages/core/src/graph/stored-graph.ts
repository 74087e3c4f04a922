import { type CacheKey, cacheKeyOf, fingerprintOf } from '../key/cache-key.ts'
import { isUnreadable } from '../store/candidate.ts'
import type { Store } from '../store/store.ts'
import { decodeSegment, encodeSegment } from './graph-codec.ts'
import { ModuleGraph } from './module-graph.ts'
import { type ModuleId, ModuleNode, type PendingSegment } from './module-node.ts'

/** Raised by a look at a node whose segment can't be read any more. Nothing of the graph may be used then. */
export class GraphLost extends Error {
  override readonly name: string = 'GraphLost'
}

/** With another number, graphs of other versions aren't found. */
const FORMAT = 1

/** Nodes per segment: few enough that an edit writes little, many enough that a whole graph is few reads. */
const SEGMENT_NODES = 256

/** What one process has stored: segments by their digests, so that those of several processes never mix. */
interface Head {
  readonly ids: readonly (ModuleId | null)[]
  readonly digests: readonly string[]
  /** What the owner of the graph wants to find again, as JSON. */
  readonly notes: unknown
}

/**
 * A graph in the store. The head lists all ids and names each segment by number and digest; segments are read when one of
 * their nodes is looked at. Head and segments are candidates under fixed keys, so that only the newest few are kept.
 *
 * Invariant: a segment is used only if its digest is the one in the head. What one process writes while another has the
 * older head open can make the graph lost, never wrong.
 */
export class StoredGraph {
  readonly graph: ModuleGraph
  readonly notes: unknown
  #savedNotes: string
  readonly #store: Store
  readonly #scope: string
  /** number -> node, null for a free number */
  readonly #nodes: (ModuleNode | null)[]
  readonly #nodeToNumber: Map<ModuleNode, number> = new Map()
  readonly #free: number[] = []
  readonly #digests: string[]

  private constructor(store: Store, scope: string, { ids, digests, notes }: Head) {
    this.#store = store
    this.#scope = scope
    this.notes = notes
    this.#savedNotes = JSON.stringify(notes)
    this.#digests = [...digests]
    this.#nodes = ids.map((id) => (id === null ? null : new ModuleNode(id)))
    // As the head has them: later other nodes may take their numbers.
    const stored = [...this.#nodes]
    const segments = digests.map((digest, number) => this.#pendingSegment(number, digest, stored))
    for (const [number, node] of this.#nodes.entries()) {
      if (node === null) {
        this.#free.push(number)
      } else {
        this.#nodeToNumber.set(node, number)
        node.pending = segments[Math.floor(number / SEGMENT_NODES)] ?? null
      }
    }
    this.graph = new ModuleGraph(this.#nodes.filter((node) => node !== null))
  }

  /** The newest graph of a scope; null when there is none that can be read. */
  static open(store: Store, scope: string): StoredGraph | null {
    for (const candidate of store.candidates(headKey(scope))) {
      const text = candidate.readCode()
      const head = isUnreadable(text) || text === null ? null : decodeHead(text)
      if (head !== null) {
        return new StoredGraph(store, scope, head)
      }
    }
    return null
  }

  /** Whether there is one, readable or not. */
  static isStored(store: Store, scope: string): boolean {
    return store.candidates(headKey(scope)).length > 0
  }

  static create(store: Store, scope: string): StoredGraph {
    return new StoredGraph(store, scope, { ids: [], digests: [], notes: null })
  }

  /**
   * Queues what has changed since the last save; nothing when nothing has.
   * @throws GraphLost when a segment with changes can't be read
   */
  save(notes: unknown): void {
    const touched = new Set<number>()
    for (const node of this.graph.unsaved) {
      const number = this.graph.node(node.id) === node ? this.#numberFor(node) : this.#release(node)
      if (number !== null) {
        touched.add(Math.floor(number / SEGMENT_NODES))
      }
    }
    const savedNotes = JSON.stringify(notes)
    if (touched.size === 0 && savedNotes === this.#savedNotes) {
      return
    }
    this.#savedNotes = savedNotes
    for (const segment of touched) {
      const start = segment * SEGMENT_NODES
      const nodes = this.#nodes.slice(start, start + SEGMENT_NODES)
      const text = encodeSegment(nodes, (node) => this.#nodeToNumber.get(node) as number)
      const digest = fingerprintOf(text)
      this.#digests[segment] = digest
      this.#store.append({ key: segmentKey(this.#scope, segment), head: digest, code: text, map: null })
    }
    this.graph.unsaved.clear()
    const ids = this.#nodes.map((node) => node?.id ?? null)
    const head: Head = { ids, digests: this.#digests, notes }
    this.#store.append({ key: headKey(this.#scope), head: '', code: JSON.stringify(head), map: null })
  }

  #numberFor(node: ModuleNode): number {
    let number = this.#nodeToNumber.get(node)
    if (number === undefined) {
      number = this.#free.pop() ?? this.#nodes.length
      this.#nodes[number] = node
      this.#nodeToNumber.set(node, number)
    }
    return number
  }

  /** Nobody names a dropped node any more, so its number can be given to another. */
  #release(node: ModuleNode): number | null {
    const number = this.#nodeToNumber.get(node) ?? null
    if (number !== null) {
      this.#nodes[number] = null
      this.#nodeToNumber.delete(node)
      this.#free.push(number)
    }
    return number
  }

  #pendingSegment(segment: number, digest: string, stored: readonly (ModuleNode | null)[]): PendingSegment {
    return { fill: () => this.#fill(segment, digest, stored) }
  }

  #fill(segment: number, digest: string, stored: readonly (ModuleNode | null)[]): void {
    const start = segment * SEGMENT_NODES
    const nodes = stored.slice(start, start + SEGMENT_NODES)
    const text = this.#readSegment(segment, digest)
    const rows = text === null ? null : decodeSegment(text, (number) => stored[number] ?? null)
    if (rows === null || rows.length !== nodes.length) {
      throw new GraphLost(`Segment ${segment} of the graph can't be read`)
    }
    for (const [at, node] of nodes.entries()) {
      const row = rows[at]
      if (node !== null && row !== null && row !== undefined) {
        node.restore(row)
      } else if (node !== null) {
        throw new GraphLost(`Segment ${segment} of the graph lacks a node`)
      }
    }
  }

  #readSegment(segment: number, digest: string): string | null {
    for (const candidate of this.#store.candidates(segmentKey(this.#scope, segment))) {
      if (candidate.readHead() === digest) {
        const text = candidate.readCode()
        return isUnreadable(text) ? null : text
      }
    }
    return null
  }
}

function decodeHead(text: string): Head | null {
  try {
    const { ids, digests, notes } = JSON.parse(text) as Record<string, unknown>
    const isWhole =
      Array.isArray(ids) &&
      ids.every((id) => id === null || typeof id === 'string') &&
      Array.isArray(digests) &&
      digests.length === Math.ceil(ids.length / SEGMENT_NODES)
    return isWhole ? { ids, digests, notes } : null
  } catch {
    return null
  }
}

function headKey(scope: string): CacheKey {
  return cacheKeyOf([
    ['graph', String(FORMAT)],
    ['scope', scope],
  ])
}

function segmentKey(scope: string, segment: number): CacheKey {
  return cacheKeyOf([
    ['graph segment', String(FORMAT)],
    ['scope', scope],
    ['number', String(segment)],
  ])
}
