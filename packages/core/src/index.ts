export type { Decision, DiaryBuild, DiaryCall, DiaryPlugin } from './diary/diary.ts'
export { encodeDiaryBuild } from './diary/diary-codec.ts'
export { DiaryWriter } from './diary/diary-writer.ts'
export { readDiary, readDiaryFile } from './diary/read-diary.ts'
export { removeDiary } from './diary/remove-diary.ts'
export { readWholeBuildNote, type WholeBuildNote, writeWholeBuildNote } from './diary/whole-build-note.ts'
export { type FileStat, isSameStat, statPath } from './fingerprint/file-stat.ts'
export type { Comparison } from './fingerprint/fingerprint-table.ts'
export {
  describeInput,
  ENV_NAMES,
  type Input,
  type InputKind,
  type InputState,
  type RecordedInput,
} from './fingerprint/input.ts'
export { type DefinedModule, DefinitionGraph } from './graph/definitions/definition-graph.ts'
export { linkModule } from './graph/definitions/link-module.ts'
export type { Links } from './graph/definitions/module-parts.ts'
export type { ModuleSummary } from './graph/definitions/module-summary.ts'
export { loadSummarizer } from './graph/definitions/summarize-module.ts'
export type { GraphBatch, GraphDelta, InputGroup, ModuleFacts } from './graph/module-facts.ts'
export { ModuleGraph } from './graph/module-graph.ts'
export type { EdgeKind, ModuleId, ModuleNode } from './graph/module-node.ts'
export { type PluginPolicy, policyHash } from './graph/policy.ts'
export type { StaleModule, StaleReason } from './graph/stale-modules.ts'
export { topologicalLayers } from './graph/topological-layers.ts'
export { type GraphFilter, walkGraph } from './graph/walk-graph.ts'
export { type CacheKey, cacheKeyOf, type Fingerprint, fingerprintOf } from './key/cache-key.ts'
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
export type { Answer, Kept, NewEntry } from './results/answer.ts'
export type {
  AuditOutcome,
  CallEvent,
  Delta,
  EmittedModule,
  EventListener,
  MissReason,
  OutputFile,
  RekindleEvent,
  SnapshotMiss,
  SnapshotRefusal,
  UncacheableReason,
} from './results/event.ts'
export { representativePath } from './results/package-manifest-path.ts'
export { inputKey, type PluginMemory, type TimedInput } from './results/plugin-memory.ts'
export { ResultCache, type ResultCacheOptions } from './results/result-cache.ts'
export { type StoredInput, StoredInputs } from './results/stored-inputs.ts'
export type { ChangeSet, PresentFile } from './session/change-set.ts'
export {
  hasRecordedBuild,
  type RecordedBuild,
  readRecordedGraph,
  recordBuild,
} from './session/record-build.ts'
export { Session, type SessionOptions } from './session/session.ts'
export type { LoadedSession, RecordedFacts, SessionUpdate, Standing } from './session/session-answers.ts'
export type { ResultDecision, RunOutcome } from './session/wave.ts'
export { describeSnapshotRefusal } from './snapshot/describe-refusal.ts'
export { judgeActs } from './snapshot/judge-acts.ts'
export { OwnFolders } from './snapshot/own-folders.ts'
export {
  type KeptSnapshot,
  type NewSnapshot,
  type SnapshotAnswer,
  SnapshotShelf,
} from './snapshot/snapshot-shelf.ts'
export type { CandidateHandle, CandidateRecord, Unreadable } from './store/candidate.ts'
export { type PolicyName, policyNames } from './store/eviction-policy.ts'
export { startGeneration } from './store/generation.ts'
export { openStore } from './store/open-store.ts'
export { type PrunedStore, pruneStore } from './store/prune-store.ts'
export type { RemoteTier } from './store/remote-tier.ts'
export { type RemovedStore, removeStore } from './store/remove-store.ts'
export { replaceFile } from './store/replace-file.ts'
export type { Store, StoreOptions, WarmOptions, WarmOutcome } from './store/store.ts'
export type { StoreEvent } from './store/store-event.ts'
export { defaultLimits, type StoreLimits } from './store/store-limits.ts'
export { readStoreStatistics, type StoreStatistics } from './store/store-statistics.ts'
export { TierStack, type TierStackOptions } from './store/tier-stack.ts'
export { importSpecifiers } from './toolchain/import-specifiers.ts'
export { installMarkerFiles } from './toolchain/install-markers.ts'
export { collectLocalSources } from './toolchain/local-sources.ts'
export { type TextMemo, Toolchain, type ToolchainQuestion, type ToolUser } from './toolchain/toolchain.ts'
export {
  awaitCall,
  type BuildWitness,
  beginBuildUncalled,
  buildWitness,
  callWitness,
  dismissWitness,
  noteDraws,
  noteKnownReads,
  noteUnkept,
  type ProcessTalk,
  type SeenPrint,
  type SeenWrite,
} from './trace/build-witness.ts'
export { filesOnStack, type RunningFunction } from './trace/files-on-stack.ts'
export { HookTrace, type PrintedLine } from './trace/hook-trace.ts'
export { localTraces } from './trace/local-code.ts'
export { isPatchedMethod } from './trace/patched-method.ts'
export { runningTrace } from './trace/running-trace.ts'
export {
  beginListening,
  endListening,
  endListeningSoon,
  endUnseen,
  hasUnknownFiles,
  noteLogged,
  orphanLines,
  runBesideTracing,
  runForBundler,
  runForOthers,
  runTraced,
  runUntraced,
  startTracing,
  stopTracing,
} from './trace/tracer.ts'
export { nearestName } from './words/nearest-name.ts'
