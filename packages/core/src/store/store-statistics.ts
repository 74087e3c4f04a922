import { join } from 'node:path'
import { listFolder, statSync } from './file-access.ts'
import { formatVersion, versionFolderName } from './format-version.ts'
import { openSegment } from './open-segment.ts'
import { recordKind } from './record-header.ts'
import { rowField, rowKind, rowNumber, rowWords } from './record-row.ts'
import { parseStoreFileName } from './segment-name.ts'

/** What a cache folder holds, in the format of this version. */
export interface StoreStatistics {
  readonly formatVersion: number
  readonly segments: number
  /** Stored results; one that a newer segment repeats counts twice. */
  readonly entries: number
  /** Size of all files. */
  readonly bytes: number
  /** When the newest and the oldest result were stored, ms since 1970; null without results. */
  readonly newestAt: number | null
  readonly oldestAt: number | null
}

/**
 * Counts what a cache folder holds, without changing anything there. Null when there is no cache of this format.
 * What can't be read isn't counted. Never throws.
 * @param directory the folder of the cache, as the store is opened with
 */
export function readStoreStatistics(directory: string): StoreStatistics | null {
  const folder = join(directory, versionFolderName)
  const files = (listFolder(folder) ?? []).flatMap((file) => {
    const parsed = parseStoreFileName(file)
    return parsed === null ? [] : [{ file, ...parsed }]
  })
  if (files.length === 0) return null
  const packs = files.filter(({ kind }) => kind === 'pack')
  const times = packs.flatMap(({ name }) => {
    const opened = openSegment(folder, name, () => {})
    opened?.reader.close()
    return opened === null ? [] : timesOfEntries(opened.rows)
  })
  return {
    formatVersion,
    segments: packs.length,
    entries: times.length,
    bytes: files.reduce((sum, { file }) => sum + sizeOf(join(folder, file)), 0),
    newestAt: times.length === 0 ? null : times.reduce((one, other) => Math.max(one, other)),
    oldestAt: times.length === 0 ? null : times.reduce((one, other) => Math.min(one, other)),
  }
}

function timesOfEntries(rows: Uint32Array): number[] {
  const times: number[] = []
  for (let start = 0; start < rows.length; start += rowWords) {
    if (rowKind(rows, start) === recordKind.candidate)
      times.push(rowNumber(rows, start + rowField.recordedAt))
  }
  return times
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
