import { checksum } from './checksum.ts'
import { headerChecksumOffset, type RecordHeader, recordHeaderBytes } from './record-header.ts'
import { rowField, wordAt } from './record-row.ts'
import type { TextEncoding } from './text-encoding.ts'

/**
 * Encodings and checksums of head and code from the header that starts `source`; `null` unless it is the one of which the row of
 * an index speaks. The identity covers the whole header, so that an equal one means these very bytes: what `decodeRecordHeader`
 * looks at besides was looked at when the row was made.
 */
export function frontSections(
  source: Buffer,
  seal: number,
  row: Uint32Array,
): Pick<RecordHeader, 'headEncoding' | 'codeEncoding' | 'headChecksum' | 'codeChecksum'> | null {
  if (source.length < recordHeaderBytes) return null
  const identity = checksum(source.subarray(0, headerChecksumOffset))
  const isWhole = (identity ^ seal) >>> 0 === source.readUInt32LE(headerChecksumOffset)
  if (!isWhole || identity !== wordAt(row, rowField.identity)) return null
  for (let word = 0; word < 4; word++) {
    if (source.readUInt32LE(8 + word * 4) !== wordAt(row, rowField.key + word)) return null
  }
  const encodings = source[5] as number
  return {
    headEncoding: (encodings & 3) as TextEncoding,
    codeEncoding: ((encodings >> 2) & 3) as TextEncoding,
    headChecksum: source.readUInt32LE(44),
    codeChecksum: source.readUInt32LE(48),
  }
}
