import { join } from 'node:path'
import { listFolder, removeFile, statSync } from './file-access.ts'
import { currentGeneration } from './generation.ts'
import { segmentHeaderBytes } from './segment-header.ts'
import { indexFileName, packFileName, parseStoreFileName, type SegmentName } from './segment-name.ts'

/** A file without use that is older than this, in ms, has no writer any more that could give it one. */
const leftoverAge = 60 * 60 * 1000

export interface ListedSegment {
  readonly name: SegmentName
  readonly bytes: number
}

/** What a version folder holds. */
export interface FolderListing {
  /** Oldest first. */
  readonly segments: readonly ListedSegment[]
  /** Names of the usage files, oldest first. */
  readonly usages: readonly SegmentName[]
  /** Files without use: of an earlier generation, of killed processes, indexes without a segment. */
  readonly leftovers: readonly string[]
}

/**
 * Sorts out the files of a version folder. Removes nothing.
 * @param files names of the files in the folder
 * @param generation see `currentGeneration`
 */
export function listSegments(folder: string, files: readonly string[], generation: number): FolderListing {
  const segments: ListedSegment[] = []
  const usages: SegmentName[] = []
  const leftovers: string[] = []
  const present = new Set(files)
  for (const file of files) {
    const parsed = parseStoreFileName(file)
    if (parsed === null) continue
    const { kind, name } = parsed
    if (name.generation < generation) leftovers.push(file)
    else if (kind === 'usage') usages.push(name)
    else if (kind === 'index') {
      // A segment is created before its index and removed before it.
      if (!present.has(packFileName(name))) leftovers.push(file)
    } else {
      const stat = statFile(join(folder, file))
      if (stat === null) continue
      const isUseless = kind === 'temporary' || stat.bytes <= segmentHeaderBytes
      if (isUseless && Date.now() - stat.modifiedAt > leftoverAge) leftovers.push(file)
      else if (kind === 'pack') segments.push({ name, bytes: stat.bytes })
    }
  }
  usages.sort((a, b) => (a.base < b.base ? -1 : 1))
  segments.sort((a, b) => (a.name.base < b.name.base ? -1 : 1))
  return { segments, usages, leftovers }
}

/** The files of a version folder as it is now; none when it is gone. */
export function currentListing(folder: string): FolderListing {
  const files = listFolder(folder) ?? []
  return listSegments(folder, files, currentGeneration(files))
}

/** Removes a segment; the pack first, since an index without its pack is known to be a leftover. */
export function removeSegment(folder: string, name: SegmentName): boolean {
  const isRemoved = removeFile(join(folder, packFileName(name)))
  if (isRemoved) removeFile(join(folder, indexFileName(name)))
  return isRemoved
}

function statFile(path: string): { bytes: number; modifiedAt: number } | null {
  try {
    const stat = statSync(path)
    return { bytes: stat.size, modifiedAt: stat.mtimeMs }
  } catch {
    return null
  }
}
