import type { Comparison, ToolUser } from '@rekindle/core'
import type { Host } from '../intercept/host.ts'
import { localInputs } from '../intercept/learn-inputs.ts'
import type { RekindleOptions } from '../options/options.ts'
import type { RestoredInputs } from './restored-inputs.ts'
import type { SnapshotRoom } from './snapshot-room.ts'

/** What of a project's cache the room is made of. */
interface ProjectParts {
  readonly options: RekindleOptions
  readonly host: Host
  /** Absolute path. */
  readonly cacheDirectory: string
  /** Files that the cache writes for people; absolute paths. */
  readonly ownFiles: readonly string[]
  readonly comparison: Comparison
  readonly restoredInputs: RestoredInputs
}

/** Nobody knows what a whole build takes from whom. */
const EVERY_TOOL: ToolUser = {
  packages: [],
  untouchedBy: new Set(),
  seesConfig: false,
  toolConfigFiles: [],
}

/** What the snapshots of a project need to know of it, as of now. */
export function openSnapshotRoom(parts: ProjectParts): SnapshotRoom {
  const { options, host, cacheDirectory, ownFiles, comparison, restoredInputs } = parts
  const { root, results } = host
  return {
    root,
    cacheDirectory,
    ownFiles,
    comparison,
    isReadOnly: options.readOnly ?? false,
    results,
    toolchain: () => host.toolchain().fingerprintFor(EVERY_TOOL),
    userKey: host.userKey,
    verifiedInputs: () => restoredInputs.all((ledger) => results.verifiedInputsOfLedger(ledger)),
    otherInputs: () => [...localInputs(), ...restoredInputs.reads],
    emit: (event) => host.emit(event),
  }
}
