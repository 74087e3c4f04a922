import type { CacheKey } from '../key/cache-key.ts'
import type { AuditOutcome, CallEvent, MissReason, UncacheableReason } from '../results/event.ts'

/** What became of a call, and the evidence. */
export type Decision =
  /** It was answered from the cache. */
  | { readonly kind: 'hit' }
  /** The hook ran, and its result was kept. */
  | { readonly kind: 'miss'; readonly reason: MissReason }
  /** The hook ran, and its result can't be kept. */
  | { readonly kind: 'uncacheable'; readonly reason: MissReason; readonly refusal: UncacheableReason }
  /** The hook threw. `reason` is null where nothing was asked of the cache. */
  | { readonly kind: 'failed'; readonly reason: MissReason | null }
  /** It is never cached. */
  | { readonly kind: 'bypassed'; readonly why: string }
  /** The hook ran although there was an answer, and was compared with it. */
  | { readonly kind: 'audited'; readonly audit: AuditOutcome }

/** One call as the diary has it; calls that a build made several times are one. */
export interface DiaryCall extends CallEvent {
  readonly decision: Decision
  /** Under which key its result is stored, if it is. */
  readonly key: CacheKey
  /**
   * What the hook took in this build, ms; of a hit, what it took when the result was made. Of hooks that ran at the same time
   * each has its share. Null: not known.
   */
  readonly milliseconds: number | null
}

/** What became of a plugin as a whole. */
export interface DiaryPlugin {
  readonly plugin: string
  /** `cached`, `candidate` or `uncached` by what it is, or its standing in the build. */
  readonly standing: string
  readonly why: string
}

/** One build of one process, as it is kept for people. Nothing is ever decided by it. */
export interface DiaryBuild {
  /** Of the project, relative to the folder of the cache, with slashes. */
  readonly root: string
  /** Ms since 1970. */
  readonly startedAt: number
  /** How long the build took, as far as the plugin sees it, ms. */
  readonly milliseconds: number
  readonly processId: number
  readonly calls: readonly DiaryCall[]
  readonly plugins: readonly DiaryPlugin[]
  /** What it took to answer calls from the cache, ms. */
  readonly restoringMilliseconds: number
}
