import { join } from 'node:path'
import { readdirSync, rmdirSync, statSync, unlinkSync } from './file-access.ts'
import { formatVersion } from './format-version.ts'
import { indexFileName, packFileName, parseStoreFileName, type SegmentName } from './segment-name.ts'
import type { StoreListener } from './store-event.ts'

/** A temporary file that is older than this, in ms, has no writer any more. */
const temporaryLifetime = 60 * 60 * 1000

/** Eviction goes on until this share of the limit is left, so that it isn't due again at the next start. */
const shareAfterEviction = 0.8

/** Segments in a version folder, oldest first, and whether the folder exists. Leftovers are removed on the way. */
export function listSegments(folder: string): { exists: boolean; names: SegmentName[] } {
  const files = listFolder(folder)
  if (files === null) return { exists: false, names: [] }
  const names: SegmentName[] = []
  const leftovers: string[] = []
  const present = new Set(files)
  for (const file of files) {
    const parsed = parseStoreFileName(file)
    if (parsed === null) continue
    if (parsed.kind === 'pack') names.push(parsed.name)
    else if (parsed.kind === 'index' && !present.has(packFileName(parsed.name))) leftovers.push(file)
    else if (parsed.kind === 'temporary' && isOlderThan(join(folder, file), temporaryLifetime))
      leftovers.push(file)
  }
  for (const file of leftovers) removeFile(join(folder, file))
  names.sort((a, b) => (a.base < b.base ? -1 : 1))
  return { exists: true, names }
}

/**
 * Unlinks the oldest segments while all together exceed `maxBytes`; returns those that stay.
 * Beside other processes this is safe: who has a segment open reads on.
 */
export function evictSegments(
  folder: string,
  names: readonly SegmentName[],
  maxBytes: number,
  onEvent: StoreListener,
): SegmentName[] {
  const sizes = names.map((name) => fileBytes(join(folder, packFileName(name))))
  let total = sizes.reduce((sum, bytes) => sum + bytes, 0)
  if (total <= maxBytes) return [...names]
  const evicted: string[] = []
  let evictedBytes = 0
  const kept = names.filter((name, position) => {
    if (total <= maxBytes * shareAfterEviction) return true
    if (!removeSegment(folder, name)) return true
    const bytes = sizes[position] as number
    total -= bytes
    evictedBytes += bytes
    evicted.push(packFileName(name))
    return false
  })
  if (evicted.length > 0) onEvent({ kind: 'evicted', segments: evicted, bytes: evictedBytes })
  return kept
}

/** Removes our files from the folders of older format versions, and the folders when nothing else is in them. */
export function purgeOlderVersions(directory: string, onEvent: StoreListener): void {
  for (const folder of listFolder(directory) ?? []) {
    const version = /^v(\d{1,6})$/.exec(folder)
    // A newer version's folder belongs to a newer Rekindle, which may be in use on another branch.
    if (version === null || Number(version[1]) >= formatVersion) continue
    const path = join(directory, folder)
    let removed = 0
    for (const file of listFolder(path) ?? []) {
      if (parseStoreFileName(file) !== null && removeFile(join(path, file))) removed += 1
    }
    if (removed === 0) continue
    onEvent({ kind: 'purged', folder, files: removed })
    try {
      rmdirSync(path)
    } catch {
      // Somebody keeps other files there: theirs.
    }
  }
}

/** Removes a segment; the pack first, since an index without its pack is known to be a leftover. */
export function removeSegment(folder: string, name: SegmentName): boolean {
  const isRemoved = removeFile(join(folder, packFileName(name)))
  if (isRemoved) removeFile(join(folder, indexFileName(name)))
  return isRemoved
}

function listFolder(folder: string): string[] | null {
  try {
    return readdirSync(folder)
  } catch {
    return null
  }
}

function removeFile(path: string): boolean {
  try {
    unlinkSync(path)
    return true
  } catch {
    return false
  }
}

function fileBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function isOlderThan(path: string, age: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat !== undefined && Date.now() - stat.mtimeMs > age
}
