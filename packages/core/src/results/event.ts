import type { StoreEvent } from '../store/store-event.ts'

/** An input that a stored result was made from, in words: `file src/_tokens.scss`, `env NODE_ENV`. */
export type InputName = string

/** Why a call was not answered from the cache. */
export type MissReason =
  /** Nothing is known of this call: neither this content nor another was asked for before. */
  | { readonly kind: 'new' }
  /** The hook received other code than the last time. */
  | { readonly kind: 'content-changed' }
  /** An input is not as it was recorded. */
  | {
      readonly kind: 'input-changed'
      readonly input: InputName
      readonly change: InputChange
      /** The file through which it is an input, root-relative: the module itself, or who made the plugin remember it. */
      readonly through: string
    }
  /** The tools are others: config files, packages, options of the bundler, by name. */
  | { readonly kind: 'toolchain-changed'; readonly changed: readonly string[] }
  /** Something else of the question is another: the parts by name (`plugin`, `options`, `userKey`). */
  | { readonly kind: 'question-changed'; readonly changed: readonly string[] }
  /** The same was asked before, and its result is not there any more. */
  | { readonly kind: 'evicted' }
  | { readonly kind: 'corrupt' }

/** `unfinished`: the build that would have recorded the input didn't end. */
export type InputChange = 'appeared' | 'disappeared' | 'changed' | 'unfinished'

/** Why a result was not kept. */
export type UncacheableReason =
  | { readonly kind: 'empty-result' }
  | { readonly kind: 'result'; readonly detail: string }
  | { readonly kind: 'effect'; readonly detail: string }
  | { readonly kind: 'input-unstable'; readonly input: InputName }

/** Why a build was not restored as a whole. */
export type SnapshotMiss =
  /** No build with these tools, plugins and options was recorded. */
  | { readonly kind: 'new' }
  /** Something that the recorded build read is not as it was. */
  | { readonly kind: 'input-changed'; readonly input: InputName; readonly change: InputChange }
  | { readonly kind: 'corrupt' }
  /** Another output is asked for than was recorded; the build was made after all. */
  | { readonly kind: 'other-output' }

/** Why a build was not recorded as a whole. */
export type SnapshotRefusal =
  /** A plugin has a hook that does something beside the output, and nobody knows what. */
  | { readonly kind: 'hook'; readonly plugin: string; readonly hook: string }
  /** The bundler is used in a way that can't be restored, in words. */
  | { readonly kind: 'use'; readonly detail: string }
  /** Something was printed or logged, which a restored build would not say. */
  | { readonly kind: 'printed'; readonly detail: string }
  /** Something was written besides the outputs; the path is relative to the root, or a method of node:fs. */
  | { readonly kind: 'written'; readonly detail: string }
  /** Something else was done whose result nobody can verify, in words. */
  | { readonly kind: 'effect'; readonly detail: string }
  /** The time of the build, or something random, shows in an output. */
  | { readonly kind: 'chance'; readonly detail: 'time' | 'randomness' }
  | { readonly kind: 'input-unstable'; readonly input: InputName }
  /** What was built has a form that can't be stored, in words. */
  | { readonly kind: 'output'; readonly detail: string }

/** What came of running a hook again whose result could have been restored. */
export type AuditOutcome =
  | { readonly outcome: 'equal' }
  /** The first difference, in words. */
  | { readonly outcome: 'different'; readonly difference: string }
  /** It says nothing: an input changed in the meantime. */
  | { readonly outcome: 'void' }

/** A file that a build has written. */
export interface OutputFile {
  /** Relative to the project root, with slashes. */
  readonly file: string
  /** In bytes. */
  readonly size: number
  /** Fingerprint of the content. */
  readonly digest: string
}

/** A hook of a cached plugin that ran in a build, and why it wasn't answered from the cache. */
export interface EmittedModule {
  /** Module id relative to the project root. */
  readonly id: string
  readonly plugin: string
  readonly hook: 'load' | 'transform'
  readonly reason:
    | MissReason
    /** Calls like this one are never cached. */
    | { readonly kind: 'bypassed'; readonly why: string }
    /** Its result can't be kept, so that it runs in every build. */
    | { readonly kind: 'uncacheable'; readonly why: UncacheableReason }
    /** It ran to be compared with the stored result, and gave another one. */
    | { readonly kind: 'audited'; readonly difference: string }
}

/** What the outputs of a build have that those of the build before had not, and the other way round. */
export interface Delta {
  readonly environment: string
  readonly added: readonly OutputFile[]
  /** As they are now. */
  readonly changed: readonly OutputFile[]
  /** As they last were. */
  readonly removed: readonly OutputFile[]
  readonly modules: readonly EmittedModule[]
}

export interface CallEvent {
  readonly plugin: string
  readonly hook: 'load' | 'transform' | 'renderChunk' | 'resolveId'
  /**
   * Module id relative to the project root; of `resolveId` that of the importer, empty for an entry; of `renderChunk` the path
   * of the chunk, with `[hash]` for what isn't known yet.
   */
  readonly id: string
  readonly environment: string
}

/** Everything the engine does, as data. Statistics, reports and tests listen to this one stream. */
export type RekindleEvent =
  | StoreEvent
  | ({ readonly kind: 'hit' } & CallEvent)
  /** A call of a cached plugin that is never cached; the plugin's own hook ran. */
  | ({ readonly kind: 'bypassed'; readonly why: string } & CallEvent)
  | ({ readonly kind: 'miss'; readonly reason: MissReason } & CallEvent)
  | ({ readonly kind: 'stored' } & CallEvent)
  | ({ readonly kind: 'uncacheable'; readonly reason: UncacheableReason } & CallEvent)
  | ({ readonly kind: 'failed' } & CallEvent)
  /** A restored hook ran after all, to fill the plugin's memory; its result was not used. */
  | ({ readonly kind: 'rehydrated' } & CallEvent)
  /** The hook ran for a call that could have been answered from the cache, and its result is used. */
  | ({ readonly kind: 'audited' } & AuditOutcome & CallEvent)
  /** Whether a plugin's results may be cached by what it is; told once. */
  | {
      readonly kind: 'plugin'
      readonly plugin: string
      readonly verdict: 'cached' | 'candidate' | 'uncached'
      readonly why: string
    }
  /** What becomes of the calls of a plugin in this build; told at its first call. */
  | {
      readonly kind: 'standing'
      readonly plugin: string
      readonly standing: 'measured' | 'tried' | 'trusted' | 'left-alone'
      readonly why: string
    }
  /** A plugin was caught giving another result for the same question; it isn't cached any more. */
  | {
      readonly kind: 'quarantined'
      readonly plugin: string
      readonly module: string
      readonly difference: string
    }
  /** A session has taken in changes of files: how many nodes of its graph differ, and how many modules are stale. */
  | { readonly kind: 'session-updated'; readonly changed: number; readonly stale: number }
  /** The graph of an environment was stored, at the end of a build. */
  | { readonly kind: 'graph-recorded'; readonly environment: string; readonly modules: number }
  /** The stored graph can't be read; a new one was begun. */
  | { readonly kind: 'graph-lost'; readonly why: string }
  /** A build has written its outputs. Of several in one build each one tells of all before it, too. */
  | ({ readonly kind: 'delta' } & Delta)
  /** Nothing that a recorded build read has changed: its outputs were restored, and nothing was built. `bytes` are those of the outputs. */
  | {
      readonly kind: 'snapshot-restored'
      readonly outputs: number
      readonly bytes: number
      readonly inputs: number
    }
  | { readonly kind: 'snapshot-missed'; readonly reason: SnapshotMiss }
  /** The build was recorded as a whole. */
  | {
      readonly kind: 'snapshot-kept'
      readonly outputs: number
      readonly bytes: number
      readonly inputs: number
    }
  | { readonly kind: 'snapshot-declined'; readonly reason: SnapshotRefusal }
  | { readonly kind: 'cache-failed'; readonly during: string; readonly message: string }

/** Receives every event, in order, synchronously. What it throws is dropped. */
export type EventListener = (event: RekindleEvent) => void
