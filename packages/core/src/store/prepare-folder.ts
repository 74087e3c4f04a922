import { basename, join } from 'node:path'
import { evictSegments } from './evict-segments.ts'
import { listFolder, removeFile } from './file-access.ts'
import { currentGeneration } from './generation.ts'
import { purgeOlderVersions } from './purge-older-versions.ts'
import { type ListedSegment, listSegments } from './segment-folder.ts'
import type { SegmentName } from './segment-name.ts'
import type { StoreListener } from './store-event.ts'
import { type StoreLimits, shareAfterEviction, shareForEmergency } from './store-limits.ts'

export interface FolderToPrepare {
  readonly directory: string
  /** The version's folder in `directory`. */
  readonly folder: string
  readonly limits: StoreLimits
  readonly isReadOnly: boolean
  readonly onEvent: StoreListener
}

/** A version folder as a store begins with it. */
export interface PreparedFolder {
  readonly isThere: boolean
  readonly generation: number
  /** Oldest first. */
  readonly segments: readonly ListedSegment[]
  /** Oldest first. */
  readonly usages: readonly SegmentName[]
}

/**
 * Lists a cache's files, and removes what no store of this version will read: older formats, earlier generations,
 * leftovers. A read-only store removes nothing. Never throws.
 */
export function prepareFolder({
  directory,
  folder,
  limits,
  isReadOnly,
  onEvent,
}: FolderToPrepare): PreparedFolder {
  if (!isReadOnly) purgeOlderVersions(directory, onEvent)
  const files = listFolder(folder)
  if (files === null) return { isThere: false, generation: 0, segments: [], usages: [] }
  const generation = currentGeneration(files)
  const { segments, usages, leftovers } = listSegments(folder, files, generation)
  if (isReadOnly) return { isThere: true, generation, segments, usages }

  const removed = leftovers.filter((file) => removeFile(join(folder, file))).length
  if (removed > 0) onEvent({ kind: 'purged', folder: basename(folder), files: removed })
  const { maxBytes } = limits
  const bounds = { above: maxBytes * shareForEmergency, downTo: maxBytes * shareAfterEviction }
  return { isThere: true, generation, segments: evictSegments(folder, segments, bounds, onEvent), usages }
}
