import type {
  Comparison,
  ProjectRoot,
  RecordedInput,
  RekindleEvent,
  ResultCache,
  TimedInput,
} from '@rekindle/core'

/** What the snapshots of a project need to know of it. */
export interface SnapshotRoom {
  readonly root: ProjectRoot
  /** Absolute path. */
  readonly cacheDirectory: string
  /** Files that the cache itself writes for people; absolute paths. */
  readonly ownFiles: readonly string[]
  readonly comparison: Comparison
  readonly isReadOnly: boolean
  readonly results: ResultCache
  /** Fingerprint of all tools of the project. */
  readonly toolchain: () => string
  readonly userKey: string
  /** Inputs of the results that were restored in the running build, as they were verified. */
  readonly verifiedInputs: () => Iterable<RecordedInput>
  /** What the code of the project has read before the build, and known plugins out of sight. */
  readonly otherInputs: () => readonly TimedInput[]
  readonly emit: (event: RekindleEvent) => void
}
