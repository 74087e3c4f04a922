import { join } from 'node:path'
import { readdirSync, removeFile, statSync } from './file-access.ts'
import { segmentHeaderBytes } from './segment-header.ts'
import { indexFileName, packFileName, parseStoreFileName, type SegmentName } from './segment-name.ts'

/** A file without use that is older than this, in ms, has no writer any more that could give it one. */
const leftoverAge = 60 * 60 * 1000

export interface ListedSegment {
  readonly name: SegmentName
  readonly bytes: number
}

/** Segments in a version folder, oldest first; `null` when there is no such folder. Leftovers are removed on the way. */
export function listSegments(folder: string): ListedSegment[] | null {
  const files = listFolder(folder)
  if (files === null) return null
  const segments: ListedSegment[] = []
  const present = new Set(files)
  for (const file of files) {
    const parsed = parseStoreFileName(file)
    if (parsed === null) continue
    const path = join(folder, file)
    if (parsed.kind === 'index') {
      // A segment is created before its index and removed before it.
      if (!present.has(packFileName(parsed.name))) removeFile(path)
      continue
    }
    const stat = statFile(path)
    if (stat === null) continue
    const isUseless = parsed.kind === 'temporary' || stat.bytes <= segmentHeaderBytes
    if (isUseless && Date.now() - stat.modifiedAt > leftoverAge) removeFile(path)
    else if (parsed.kind === 'pack') segments.push({ name: parsed.name, bytes: stat.bytes })
  }
  return segments.sort((a, b) => (a.name.base < b.name.base ? -1 : 1))
}

/** Removes a segment; the pack first, since an index without its pack is known to be a leftover. */
export function removeSegment(folder: string, name: SegmentName): boolean {
  const isRemoved = removeFile(join(folder, packFileName(name)))
  if (isRemoved) removeFile(join(folder, indexFileName(name)))
  return isRemoved
}

/** Names in a folder; `null` when it isn't there or can't be read. */
export function listFolder(folder: string): string[] | null {
  try {
    return readdirSync(folder)
  } catch {
    return null
  }
}

function statFile(path: string): { bytes: number; modifiedAt: number } | null {
  try {
    const stat = statSync(path)
    return { bytes: stat.size, modifiedAt: stat.mtimeMs }
  } catch {
    return null
  }
}
