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
      const next = findMagic(descriptor, offset + 1, fileBytes)
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

function findMagic(descriptor: number, start: number, fileBytes: number): number | null {
  const window = Buffer.allocUnsafe(Math.min(searchWindowBytes, Math.max(0, fileBytes - start)))
  for (
    let offset = start;
    offset + recordHeaderBytes <= fileBytes;
    offset += window.length - recordMagic.length + 1
  ) {
    const count = readFully(descriptor, window, offset)
    const found = window.subarray(0, count).indexOf(recordMagic)
    if (found !== -1) return offset + found
    if (count < window.length) return null
  }
  return null
}
