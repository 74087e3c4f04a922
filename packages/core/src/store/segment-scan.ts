import { readFully } from './file-access.ts'
import { decodeRecordHeader, recordBytes, recordHeaderBytes, recordMagic } from './record-header.ts'
import { RowList } from './record-row.ts'

const searchWindowBytes = 256 * 1024

export interface ScanResult {
  readonly rows: Uint32Array
  /** First byte after the last whole record. */
  readonly end: number
  /** Offset where a record header was expected and none was readable, for the first such place. */
  readonly damagedAt: number | null
}

/**
 * Walks a segment's record headers from `start` on, without reading the sections. After damage it looks for the next
 * header; a torn tail, which a killed process leaves, is no damage. @throws the system's error
 */
export function scanSegment(descriptor: number, start: number, fileBytes: number, seal: number): ScanResult {
  const rows = new RowList()
  const headerBuffer = Buffer.allocUnsafe(recordHeaderBytes)
  let damagedAt: number | null = null
  let end = start
  let offset = start
  while (offset + recordHeaderBytes <= fileBytes) {
    const isWhole = readFully(descriptor, headerBuffer, offset) === recordHeaderBytes
    const header = isWhole ? decodeRecordHeader(headerBuffer, 0, seal) : null
    if (header === null) {
      damagedAt ??= offset
      const next = findRecord(descriptor, offset + 1, fileBytes, seal)
      if (next === null) break
      offset = next
      continue
    }
    const recordEnd = offset + recordBytes(header)
    // The record was being written when its process ended, or still is.
    if (recordEnd > fileBytes) break
    rows.add(header, offset)
    offset = recordEnd
    end = recordEnd
  }
  return { rows: rows.words(), end, damagedAt }
}

/**
 * Offset of the next header that is whole, from `start` on. Each window is read once, however often the magic
 * occurs in it, and overlaps the one before so that a header across the edge is seen.
 */
function findRecord(descriptor: number, start: number, fileBytes: number, seal: number): number | null {
  const window = Buffer.allocUnsafeSlow(
    Math.max(recordHeaderBytes, Math.min(searchWindowBytes, fileBytes - start)),
  )
  const step = window.length - recordHeaderBytes + 1
  for (let offset = start; offset + recordHeaderBytes <= fileBytes; offset += step) {
    const filled = window.subarray(0, readFully(descriptor, window, offset))
    for (let at = filled.indexOf(recordMagic); at !== -1; at = filled.indexOf(recordMagic, at + 1)) {
      if (decodeRecordHeader(filled, at, seal) !== null) return offset + at
    }
  }
  return null
}
