import { checksum } from './checksum.ts'
import type { KeyWords } from './key-words.ts'
import { type TextEncoding, textEncoding } from './text-encoding.ts'

/** Bytes of a record before its sections. Offsets are listed in docs/formats.md. */
export const recordHeaderBytes = 60

/** The first four bytes of every record, "RKR1"; what a scan looks for after damage. */
export const recordMagic: Uint8Array = Uint8Array.of(0x52, 0x4b, 0x52, 0x31)
const recordMagicWord = 0x31524b52

/** The checksum of a header covers what stands before it. */
export const headerChecksumOffset = 56

/** Larger records are not written: they would not repay their reading, and lengths stay far below 32 bits. */
export const maxRecordBytes: number = 256 * 1024 * 1024

/** Times in ms beyond this, in the year 33658, are no times; a name of a segment holds as many digits. */
export const maxTime = 999_999_999_999_999

export const recordKind = { candidate: 1, table: 2 } as const
export type RecordKind = (typeof recordKind)[keyof typeof recordKind]

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

/** A header on its way: numbers are put into a view, which is the cheapest way to place them. */
const scratchBytes = new Uint8Array(recordHeaderBytes)
const scratchChecked = scratchBytes.subarray(0, headerChecksumOffset)
const scratch = new DataView(scratchBytes.buffer)

/**
 * Writes the header at `offset` and closes it under the segment's seal. Returns the record's identity.
 * @param seal see `sealOfSegment`
 */
export function encodeRecordHeader(
  header: Omit<RecordHeader, 'identity'>,
  target: Buffer,
  offset: number,
  seal: number,
): number {
  scratch.setUint32(0, recordMagicWord, true)
  scratch.setUint8(4, header.kind)
  scratch.setUint8(5, header.headEncoding | (header.codeEncoding << 2) | (header.mapEncoding << 4))
  scratch.setUint16(6, 0, true)
  header.key.forEach((word, at) => {
    scratch.setUint32(8 + at * 4, word, true)
  })
  scratch.setUint32(24, header.recordedAt >>> 0, true)
  scratch.setUint32(28, Math.floor(header.recordedAt / 0x1_0000_0000), true)
  scratch.setUint32(32, header.headBytes, true)
  scratch.setUint32(36, header.codeBytes, true)
  scratch.setUint32(40, header.mapBytes, true)
  scratch.setUint32(44, header.headChecksum, true)
  scratch.setUint32(48, header.codeChecksum, true)
  scratch.setUint32(52, header.mapChecksum, true)
  const identity = checksum(scratchChecked)
  scratch.setUint32(headerChecksumOffset, (identity ^ seal) >>> 0, true)
  target.set(scratchBytes, offset)
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
    header.recordedAt <= maxTime &&
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

/** The number that ties records to their segment: derived from the random id in its name. */
export function sealOfSegment(segmentId: string): number {
  return checksum(Buffer.from(segmentId, 'latin1'))
}
