import { join } from 'node:path'
import { errorCode, readWords } from './file-access.ts'
import { decodeIndex, encodeIndex, type SegmentIndex } from './index-codec.ts'
import { isBusyCode, replaceFile } from './replace-file.ts'
import { indexFileName, type SegmentName } from './segment-name.ts'
import type { StoreListener } from './store-event.ts'

/**
 * The segment's index, or `null` when a scan has to replace it. An absent one is normal: the process was killed.
 * @param segmentBytes size of the segment now
 */
export function readIndexFile(
  folder: string,
  name: SegmentName,
  segmentBytes: number,
  onEvent: StoreListener,
): SegmentIndex | null {
  const file = indexFileName(name)
  const words = readWords(join(folder, file))
  if (words === null) return null
  const decoded = decodeIndex(words, name.id, segmentBytes)
  if (decoded.kind === 'index') return decoded
  if (decoded.kind === 'damaged')
    onEvent({ kind: 'corrupt', segment: file, part: 'index', offset: 0, reason: decoded.reason })
  return null
}

/** Writes the index beside the segment, whole or not at all. @throws the system's error */
export function writeIndexFile(folder: string, name: SegmentName, index: SegmentIndex): void {
  try {
    replaceFile(join(folder, indexFileName(name)), encodeIndex(index, name.id))
  } catch (error) {
    // Windows refuses as long as somebody has the old index open. That one stays true of the bytes it covers.
    if (process.platform !== 'win32' || !isBusyCode(errorCode(error))) throw error
  }
}
