import { join } from 'node:path'
import {
  closeSync,
  errorCode,
  fstatSync,
  openSync,
  readFully,
  removeFile,
  renameSync,
  writeFully,
} from './file-access.ts'
import { decodeIndex, encodeIndex, type SegmentIndex } from './index-codec.ts'
import { indexFileName, type SegmentName, temporaryIndexFileName } from './segment-name.ts'
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
  let descriptor: number | null = null
  try {
    descriptor = openSync(join(folder, file), 'r')
    const words = new Uint32Array(Math.floor(fstatSync(descriptor).size / 4))
    readFully(descriptor, new Uint8Array(words.buffer), 0)
    const decoded = decodeIndex(words, name.id, segmentBytes)
    if (decoded.kind === 'index') return decoded
    if (decoded.kind === 'damaged')
      onEvent({ kind: 'corrupt', segment: file, part: 'index', offset: 0, reason: decoded.reason })
    return null
  } catch {
    return null
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/**
 * Writes the index beside the segment, whole or not at all: to a temporary file that then takes its name.
 * @throws the system's error
 */
export function writeIndexFile(folder: string, name: SegmentName, index: SegmentIndex): void {
  const temporary = join(folder, temporaryIndexFileName(name))
  const descriptor = openSync(temporary, 'wx')
  try {
    try {
      writeFully(descriptor, encodeIndex(index, name.id), 0)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, join(folder, indexFileName(name)))
  } catch (error) {
    removeFile(temporary)
    // Windows refuses while another process reads the old index. That one stays true of the bytes it covers.
    if (process.platform !== 'win32' || !['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error))) throw error
  }
}
