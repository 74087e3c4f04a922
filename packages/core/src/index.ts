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
export { type RemovedStore, removeStore } from './store/remove-store.ts'
export { openStore, type Store } from './store/store.ts'
export { readStoreStatistics, type StoreStatistics } from './store/store-statistics.ts'
export { type TextMemo, Toolchain, type ToolchainQuestion, type ToolUser } from './toolchain/toolchain.ts'
export { filesOnStack } from './trace/files-on-stack.ts'
export { HookTrace, type PrintedLine } from './trace/hook-trace.ts'
export { localTraces } from './trace/local-code.ts'
export { isPatchedMethod } from './trace/patched-method.ts'
export { runningTrace } from './trace/running-trace.ts'
export {
  beginListening,
  endListening,
  noteLogged,
  orphanLines,
  runTraced,
  runUntraced,
  startTracing,
  stopTracing,
} from './trace/tracer.ts'
