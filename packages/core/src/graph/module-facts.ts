import type { Fingerprint } from '../key/cache-key.ts'
import type { ModuleId, NodeState } from './module-node.ts'

/** What a bundler knows of one module, as plain data. Every list may name what is not a module of the graph. */
export interface ModuleFacts {
  readonly id: ModuleId
  /** Of the module's file, or of what `load` gave for one without a file. Null when nobody has looked. */
  readonly source: Fingerprint | null
  /** Of what all hooks together made of the module; null when that isn't known. */
  readonly result: Fingerprint | null
  /** In the order of the module's text. */
  readonly staticImports: readonly ModuleId[]
  readonly dynamicImports: readonly ModuleId[]
  /** Files that the module was made from besides its own, absent ones too; folders with a slash at the end. */
  readonly inputs: readonly ModuleId[]
  /** specifier in the module's text -> module, as far as known: only for policies that see definitions. Never stored. */
  readonly resolved?: ReadonlyMap<string, ModuleId>
}

/**
 * Inputs that several modules share, as one node that they name among their own inputs: what a plugin remembers counts
 * for all of its results. Whoever uses the group uses all that is in it, directly.
 */
export interface InputGroup {
  readonly id: ModuleId
  readonly inputs: readonly ModuleId[]
}

/** Facts that belong together: applied as one step. */
export interface GraphBatch {
  readonly groups?: readonly InputGroup[]
  /** Modules that are new or that may have changed; whole, not as a difference. */
  readonly modules?: readonly ModuleFacts[]
  /** Modules that are gone. */
  readonly removed?: readonly ModuleId[]
  /** States of nodes, whether modules or inputs; those of unknown ids are left out. */
  readonly states?: readonly (readonly [id: ModuleId, state: NodeState])[]
}

/** What a batch has changed. No id is in a list twice. */
export interface GraphDelta {
  readonly added: readonly ModuleId[]
  readonly removed: readonly ModuleId[]
  /** Nodes whose source is another now. */
  readonly changed: readonly ModuleId[]
  /** Modules whose result is another now. */
  readonly resultChanged: readonly ModuleId[]
  /** Modules that use others, or others in another way, than before. */
  readonly rewired: readonly ModuleId[]
}
