import type { Fingerprint } from '../key/cache-key.ts'

/**
 * Name of a module, or of a file that a module was made from: root-relative, as the bundler knows it. A folder whose
 * listing was read ends with a slash.
 */
export type ModuleId = string & { readonly __brand: 'ModuleId' }

/** How one node uses another: the bit of each kind. An edge of several kinds is one edge. */
export const edgeKind = { static: 1, dynamic: 2, input: 4 } as const
export type EdgeKind = keyof typeof edgeKind

/** Sum of the bits of an edge's kinds; never 0. */
export type EdgeKinds = number

/** The file behind an id: without the mark of virtual modules and without a query. */
export function fileOfId(id: ModuleId): string {
  const path = id.startsWith('\0') ? id.slice(1) : id
  const query = path.indexOf('?')
  return query === -1 ? path : path.slice(0, query)
}

/** What is known of a node's content: evidence of it, that there is none, or nothing. */
export type NodeState = Fingerprint | 'absent' | null

/** Which content of a module others depend on: what it was read as, or what the hooks made of it. */
export type SeenContent = 'source' | 'result'

/** Fills in the nodes of one part of a stored graph when one of them is looked at. */
export interface PendingSegment {
  /** @throws GraphLost when the segment can't be read */
  fill(): void
}

type Edges = Map<ModuleNode, EdgeKinds>

const NO_EDGES: ReadonlyMap<ModuleNode, EdgeKinds> = new Map()

/**
 * A module, or something that modules were made from. What it holds may still be on disk: looking at it reads it.
 *
 * Invariant: `a.edges` has `b` exactly when `b.importers` has `a`, with the same kinds.
 */
export class ModuleNode {
  readonly id: ModuleId
  /** Not null while everything else is still on disk. */
  pending: PendingSegment | null = null
  #isModule = false
  #source: NodeState = null
  #result: Fingerprint | null = null
  #edges: Edges | null = null
  #importers: Edges | null = null
  /** Transitive hashes, each null when not known. Kept by `TransitiveHashes` alone, and never stored. */
  #sourceHash: Fingerprint | null = null
  #resultHash: Fingerprint | null = null

  constructor(id: ModuleId) {
    this.id = id
  }

  /** False for what modules only name: an input, an external module, one that is gone. */
  get isModule(): boolean {
    this.pending?.fill()
    return this.#isModule
  }

  set isModule(isModule: boolean) {
    this.pending?.fill()
    this.#isModule = isModule
  }

  get source(): NodeState {
    this.pending?.fill()
    return this.#source
  }

  set source(source: NodeState) {
    this.pending?.fill()
    this.#source = source
  }

  /** Null while it isn't known what the hooks made of the module. */
  get result(): Fingerprint | null {
    this.pending?.fill()
    return this.#result
  }

  set result(result: Fingerprint | null) {
    this.pending?.fill()
    this.#result = result
  }

  /** What this node uses. */
  get edges(): ReadonlyMap<ModuleNode, EdgeKinds> {
    this.pending?.fill()
    return this.#edges ?? NO_EDGES
  }

  /** Who uses this node: the inverse of `edges`. */
  get importers(): ReadonlyMap<ModuleNode, EdgeKinds> {
    this.pending?.fill()
    return this.#importers ?? NO_EDGES
  }

  hashOf(seen: SeenContent): Fingerprint | null {
    return seen === 'source' ? this.#sourceHash : this.#resultHash
  }

  setHash(seen: SeenContent, hash: Fingerprint | null): void {
    if (seen === 'source') {
      this.#sourceHash = hash
    } else {
      this.#resultHash = hash
    }
  }

  /** The content that importers depend on. A module whose result isn't known is seen by its source. */
  contentAs(seen: SeenContent): NodeState {
    return seen === 'source' ? this.source : (this.result ?? this.source)
  }

  link(target: ModuleNode, kinds: EdgeKinds): void {
    this.pending?.fill()
    target.pending?.fill()
    this.#edges ??= new Map()
    this.#edges.set(target, kinds)
    target.#importers ??= new Map()
    target.#importers.set(this, kinds)
  }

  unlink(target: ModuleNode): void {
    this.pending?.fill()
    target.pending?.fill()
    this.#edges?.delete(target)
    target.#importers?.delete(this)
  }

  /** Takes over what a segment holds of this node; the other ends of the edges may still be pending. */
  restore(stored: StoredNode): void {
    this.pending = null
    this.#isModule = stored.isModule
    this.#source = stored.source
    this.#result = stored.result
    this.#edges = stored.edges
    this.#importers = stored.importers
  }
}

/** A node's content as a segment holds it. */
export interface StoredNode {
  readonly isModule: boolean
  readonly source: NodeState
  readonly result: Fingerprint | null
  readonly edges: Edges | null
  readonly importers: Edges | null
}
