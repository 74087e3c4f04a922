import { checksum, sectionSeed } from './checksum.ts'
import type { KeyWords } from './key-words.ts'
import { encodeRecordHeader, type RecordHeader, type RecordKind, recordHeaderBytes } from './record-header.ts'
import {
  chooseTextEncoding,
  encodedByteLength,
  readText,
  type TextEncoding,
  writeText,
} from './text-encoding.ts'

/** The three sections in the order they stand in the file; the map is last, so that it can stay unread. */
export const sectionIndex = { head: 0, code: 1, map: 2 } as const

/** The three texts of a record. */
export interface RecordContent {
  readonly head: string
  readonly code: string | null
  readonly map: string | null
}

/** A record on its way to the disk: measured, not yet encoded. */
export interface MeasuredRecord extends RecordContent {
  readonly kind: RecordKind
  readonly key: KeyWords
  readonly recordedAt: number
  readonly headEncoding: TextEncoding
  readonly codeEncoding: TextEncoding
  readonly mapEncoding: TextEncoding
  readonly headBytes: number
  readonly codeBytes: number
  readonly mapBytes: number
}

export function measureRecord(
  kind: RecordKind,
  key: KeyWords,
  recordedAt: number,
  content: RecordContent,
): MeasuredRecord {
  const { head, code, map } = content
  const headEncoding = chooseTextEncoding(head)
  const codeEncoding = chooseTextEncoding(code)
  const mapEncoding = chooseTextEncoding(map)
  return {
    kind,
    key,
    recordedAt,
    head,
    code,
    map,
    headEncoding,
    codeEncoding,
    mapEncoding,
    headBytes: encodedByteLength(head, headEncoding),
    codeBytes: encodedByteLength(code, codeEncoding),
    mapBytes: encodedByteLength(map, mapEncoding),
  }
}

/**
 * Writes the record at `offset` of `target`, which must have `recordBytes(record)` bytes left.
 * @param seal the segment's seal, see `sealOfSegment`
 */
export function encodeRecord(
  record: MeasuredRecord,
  target: Buffer,
  offset: number,
  seal: number,
): RecordHeader {
  const codeStart = offset + recordHeaderBytes + record.headBytes
  const mapStart = codeStart + record.codeBytes
  const end = mapStart + record.mapBytes
  writeText(record.head, record.headEncoding, target, offset + recordHeaderBytes)
  writeText(record.code, record.codeEncoding, target, codeStart)
  writeText(record.map, record.mapEncoding, target, mapStart)
  const header = {
    kind: record.kind,
    key: record.key,
    recordedAt: record.recordedAt,
    headEncoding: record.headEncoding,
    codeEncoding: record.codeEncoding,
    mapEncoding: record.mapEncoding,
    headBytes: record.headBytes,
    codeBytes: record.codeBytes,
    mapBytes: record.mapBytes,
    headChecksum: sectionChecksum(
      target,
      offset + recordHeaderBytes,
      codeStart,
      record.key[0],
      sectionIndex.head,
    ),
    codeChecksum: sectionChecksum(target, codeStart, mapStart, record.key[0], sectionIndex.code),
    mapChecksum: sectionChecksum(target, mapStart, end, record.key[0], sectionIndex.map),
  }
  return { ...header, identity: encodeRecordHeader(header, target, offset, seal) }
}

/** Text of the section in `source[start, end)`, or `undefined` when its checksum differs. */
export function decodeSection(
  source: Buffer,
  start: number,
  end: number,
  encoding: TextEncoding,
  expectedChecksum: number,
  firstKeyWord: number,
  section: number,
): string | null | undefined {
  if (end > source.length) return undefined
  if (sectionChecksum(source, start, end, firstKeyWord, section) !== expectedChecksum) return undefined
  return readText(source, encoding, start, end)
}

/** Whether the bytes of a section are those that were written. */
export function isSectionWhole(
  section: Buffer,
  expectedChecksum: number,
  firstKeyWord: number,
  index: number,
): boolean {
  return sectionChecksum(section, 0, section.length, firstKeyWord, index) === expectedChecksum
}

function sectionChecksum(
  source: Buffer,
  start: number,
  end: number,
  firstKeyWord: number,
  section: number,
): number {
  return checksum(source.subarray(start, end), sectionSeed(firstKeyWord, section))
}
