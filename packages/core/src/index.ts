export { statPath } from './fingerprint/file-stat.ts'
export type { Input, InputKind, InputState, RecordedInput } from './fingerprint/input.ts'
export { type CacheKey, type Fingerprint, fingerprintOf } from './key/cache-key.ts'
export { type ClosureReader, describeValue } from './key/describe-value.ts'
export type { HookQuestion } from './key/hook-question.ts'
export { isPlainData } from './key/plain-data.ts'
export {
  ProjectRoot,
  ROOT_TOKEN,
  type RootMention,
  type RootRelativePath,
  toSlashes,
} from './key/project-root.ts'
export type {
  CallEvent,
  EventListener,
  MissReason,
  RekindleEvent,
  UncacheableReason,
} from './results/event.ts'
export { representativePath } from './results/package-manifest-path.ts'
export type { PluginMemory, TimedInput } from './results/plugin-memory.ts'
export {
  type Answer,
  type Kept,
  type NewEntry,
  ResultCache,
  type ResultCacheOptions,
} from './results/result-cache.ts'
export type { CandidateHandle, CandidateRecord, Unreadable } from './store/candidate.ts'
export { type PolicyName, policyNames } from './store/eviction-policy.ts'
export { startGeneration } from './store/generation.ts'
export { openStore } from './store/open-store.ts'
export { type PrunedStore, pruneStore } from './store/prune-store.ts'
export type { RemoteTier } from './store/remote-tier.ts'
export { type RemovedStore, removeStore } from './store/remove-store.ts'
export type { Store, StoreOptions, WarmOptions, WarmOutcome } from './store/store.ts'
export type { StoreEvent } from './store/store-event.ts'
export { defaultLimits, type StoreLimits } from './store/store-limits.ts'
export { readStoreStatistics, type StoreStatistics } from './store/store-statistics.ts'
export { TierStack, type TierStackOptions } from './store/tier-stack.ts'
export { type ToolchainQuestion, toolchainFingerprint } from './toolchain/toolchain-fingerprint.ts'
export { HookTrace, type PrintedLine } from './trace/hook-trace.ts'
export { isPatchedMethod } from './trace/patched-method.ts'
export { noteLogged, orphanLines, runTraced, runUntraced, startTracing, stopTracing } from './trace/tracer.ts'
