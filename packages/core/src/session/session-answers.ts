import type { ModuleId } from '../graph/module-node.ts'
import type { StaleModule } from '../graph/stale-modules.ts'
import type { FileVerdict } from './settle-changes.ts'
import type { ResultDecision } from './wave.ts'

/** What a session has found when it was loaded. */
export type LoadedSession =
  /** `nodes` counts modules and inputs. */
  { readonly kind: 'restored'; readonly nodes: number } | { readonly kind: 'new' }

/** What an update has come to. */
export type SessionUpdate =
  /** Nothing that anything is made of has changed; nothing ran. */
  | { readonly kind: 'nothing'; readonly files: readonly FileVerdict[] }
  | {
      readonly kind: 'work'
      readonly files: readonly FileVerdict[]
      /** Modules that must run, and those that must if what they see turns out to have another result. */
      readonly stale: readonly StaleModule[]
      /** The same in an order in which they can run: modules of one layer don't use each other, but for cycles. */
      readonly layers: readonly (readonly ModuleId[])[]
      /** What came of those that ran; empty in a session that runs nothing itself. */
      readonly decisions: readonly ResultDecision[]
      /** Nodes that were looked at to decide it. */
      readonly visits: number
    }
  /** The stored graph can't be read: every module is as if it were new. */
  | { readonly kind: 'lost'; readonly why: string }

/** What is known of one module. */
export type Standing =
  | { readonly kind: 'fresh' }
  | ({ readonly kind: 'stale' } & StaleModule)
  /** Nobody has told of such a module. */
  | { readonly kind: 'unknown' }

/** What facts of a bundler have changed. */
export interface RecordedFacts {
  readonly decisions: readonly ResultDecision[]
  /** Modules that must run now, since what they see has another result. */
  readonly stale: readonly StaleModule[]
}
