import { checksum, sectionSeed } from './checksum.ts'
import type { KeyWords } from './key-words.ts'
import {
  chooseTextEncoding,
  encodedByteLength,
  readText,
  type TextEncoding,
  textEncoding,
  writeText,
} from './text-encoding.ts'

/** Bytes of a record before its sections. Offsets are listed in docs/formats.md. */
export const recordHeaderBytes = 60

/** The first four bytes of every record, "RKR1"; what a scan looks for after damage. */
export const recordMagic: Uint8Array = Uint8Array.of(0x52, 0x4b, 0x52, 0x31)
const recordMagicWord = 0x31524b52

/** The checksum of a header covers what stands before it. */
const headerChecksumOffset = 56

/** Larger records are not written: they would not repay their reading, and lengths stay far below 32 bits. */
export const maxRecordBytes: number = 256 * 1024 * 1024

export const recordKind = { candidate: 1, table: 2 } as const
export type RecordKind = (typeof recordKind)[keyof typeof recordKind]

/** The three sections in the order they stand in the file; the map is last, so that it can stay unread. */
export const sectionIndex = { head: 0, code: 1, map: 2 } as const

/** What the header of a record says. */
export interface RecordHeader {
  readonly kind: RecordKind
  readonly key: KeyWords
  /** ms since 1970 */
  readonly recordedAt: number
  readonly headEncoding: TextEncoding
  readonly codeEncoding: TextEncoding
  readonly mapEncoding: TextEncoding
  /** Lengths in bytes. */
  readonly headBytes: number
  readonly codeBytes: number
  readonly mapBytes: number
  readonly headChecksum: number
  readonly codeChecksum: number
  readonly mapChecksum: number
  /** Checksum of all the above: equal for the same record in another segment, and practically for no other. */
  readonly identity: number
}

export function recordBytes(header: Pick<RecordHeader, 'headBytes' | 'codeBytes' | 'mapBytes'>): number {
  return recordHeaderBytes + header.headBytes + header.codeBytes + header.mapBytes
}

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
  return { ...header, identity: writeHeader(header, target, offset, seal) }
}

function writeHeader(
  header: Omit<RecordHeader, 'identity'>,
  target: Buffer,
  offset: number,
  seal: number,
): number {
  target.writeUInt32LE(recordMagicWord, offset)
  target[offset + 4] = header.kind
  target[offset + 5] = header.headEncoding | (header.codeEncoding << 2) | (header.mapEncoding << 4)
  target.writeUInt16LE(0, offset + 6)
  target.writeUInt32LE(header.key[0], offset + 8)
  target.writeUInt32LE(header.key[1], offset + 12)
  target.writeUInt32LE(header.key[2], offset + 16)
  target.writeUInt32LE(header.key[3], offset + 20)
  target.writeUInt32LE(header.recordedAt >>> 0, offset + 24)
  target.writeUInt32LE(Math.floor(header.recordedAt / 0x1_0000_0000), offset + 28)
  target.writeUInt32LE(header.headBytes, offset + 32)
  target.writeUInt32LE(header.codeBytes, offset + 36)
  target.writeUInt32LE(header.mapBytes, offset + 40)
  target.writeUInt32LE(header.headChecksum, offset + 44)
  target.writeUInt32LE(header.codeChecksum, offset + 48)
  target.writeUInt32LE(header.mapChecksum, offset + 52)
  return sealHeader(target, offset, seal)
}

/** Closes the header at `offset` under a segment's seal and returns the record's identity. */
export function sealHeader(target: Buffer, offset: number, seal: number): number {
  const identity = checksum(target.subarray(offset, offset + headerChecksumOffset))
  target.writeUInt32LE((identity ^ seal) >>> 0, offset + headerChecksumOffset)
  return identity
}

/** Decodes the header at `offset`; `null` unless every byte of it is as a writer of this segment left it. */
export function decodeRecordHeader(source: Buffer, offset: number, seal: number): RecordHeader | null {
  if (offset < 0 || offset + recordHeaderBytes > source.length) return null
  if (source.readUInt32LE(offset) !== recordMagicWord) return null
  const identity = checksum(source.subarray(offset, offset + headerChecksumOffset))
  if ((identity ^ seal) >>> 0 !== source.readUInt32LE(offset + headerChecksumOffset)) return null

  // From here on the bytes are what some writer wrote; what follows guards against a writer with a defect.
  const kind = source[offset + 4] as RecordKind
  const encodings = source[offset + 5] as number
  const header: RecordHeader = {
    kind,
    key: [
      source.readUInt32LE(offset + 8),
      source.readUInt32LE(offset + 12),
      source.readUInt32LE(offset + 16),
      source.readUInt32LE(offset + 20),
    ],
    recordedAt: source.readUInt32LE(offset + 24) + source.readUInt32LE(offset + 28) * 0x1_0000_0000,
    headEncoding: (encodings & 3) as TextEncoding,
    codeEncoding: ((encodings >> 2) & 3) as TextEncoding,
    mapEncoding: ((encodings >> 4) & 3) as TextEncoding,
    headBytes: source.readUInt32LE(offset + 32),
    codeBytes: source.readUInt32LE(offset + 36),
    mapBytes: source.readUInt32LE(offset + 40),
    headChecksum: source.readUInt32LE(offset + 44),
    codeChecksum: source.readUInt32LE(offset + 48),
    mapChecksum: source.readUInt32LE(offset + 52),
    identity,
  }
  const isSound =
    (kind === recordKind.candidate || kind === recordKind.table) &&
    encodings < 64 &&
    source.readUInt16LE(offset + 6) === 0 &&
    header.recordedAt <= Number.MAX_SAFE_INTEGER &&
    header.headEncoding !== textEncoding.absent &&
    isPlausibleLength(header.headEncoding, header.headBytes) &&
    isPlausibleLength(header.codeEncoding, header.codeBytes) &&
    isPlausibleLength(header.mapEncoding, header.mapBytes) &&
    recordBytes(header) <= maxRecordBytes
  return isSound ? header : null
}

function isPlausibleLength(encoding: TextEncoding, bytes: number): boolean {
  if (encoding === textEncoding.absent) return bytes === 0
  return encoding !== textEncoding.utf16 || bytes % 2 === 0
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

function sectionChecksum(
  source: Buffer,
  start: number,
  end: number,
  firstKeyWord: number,
  section: number,
): number {
  return checksum(source.subarray(start, end), sectionSeed(firstKeyWord, section))
}

/** The number that ties records to their segment: derived from the random id in its name. */
export function sealOfSegment(segmentId: string): number {
  return checksum(Buffer.from(segmentId, 'latin1'))
}
