import { checksum } from './checksum.ts'
import { formatVersion } from './format-version.ts'

/** Bytes before the first record of a segment. */
export const segmentHeaderBytes = 16

const magic: Uint8Array = Buffer.from('REKINDLE', 'latin1')

export function encodeSegmentHeader(): Buffer {
  const header = Buffer.alloc(segmentHeaderBytes)
  header.set(magic, 0)
  header.writeUInt32LE(formatVersion, 8)
  header.writeUInt32LE(checksum(header.subarray(0, 12)), 12)
  return header
}

/**
 * `current`: readable. `foreign`: intact, but of another version. `damaged`: nothing can be said; records
 * check themselves, so the segment is read all the same.
 */
export function checkSegmentHeader(header: Buffer): 'current' | 'foreign' | 'damaged' {
  if (header.length < segmentHeaderBytes) return 'damaged'
  if (!header.subarray(0, 8).equals(magic)) return 'damaged'
  if (header.readUInt32LE(12) !== checksum(header.subarray(0, 12))) return 'damaged'
  return header.readUInt32LE(8) === formatVersion ? 'current' : 'foreign'
}
