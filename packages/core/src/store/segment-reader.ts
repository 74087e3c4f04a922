import { join } from 'node:path'
import type { Unreadable } from './candidate.ts'
import { closeSync, errorCode, fstatSync, openSync, readFully } from './file-access.ts'
import { decodeIndex, type SegmentIndex } from './index-codec.ts'
import {
  decodeRecordHeader,
  decodeSection,
  maxRecordBytes,
  recordHeaderBytes,
  sealOfSegment,
  sectionIndex,
} from './record-codec.ts'
import { rowField, rowMapEncoding, rowNumber, rowWords, wordAt } from './record-row.ts'
import { checkSegmentHeader, segmentHeaderBytes } from './segment-header.ts'
import { indexFileName, packFileName, type SegmentName } from './segment-name.ts'
import { scanSegment } from './segment-scan.ts'
import type { DamagedPart, StoreListener } from './store-event.ts'

/** What one read of the front of a record yields. */
export interface RecordFront {
  readonly head: string
  readonly code: string | null
}

/** Fronts up to this size are read in one call, into memory that all reads share. */
const sharedBytes = 256 * 1024
let shared: Buffer | null = null

/** Rows come from a checked index, but a defect of its writer must not make this process ask for gigabytes. */
const impossibleLength: Unreadable = {
  kind: 'corrupt',
  part: 'index',
  reason: 'a row with an impossible length',
}

/**
 * A segment that is open for reading. Its descriptor stays open, so that its records stay readable
 * when somebody deletes the folder.
 */
export class SegmentReader {
  readonly name: SegmentName
  readonly descriptor: number
  readonly seal: number
  /** Bytes that were there when the segment was opened. */
  readonly bytes: number

  constructor(name: SegmentName, descriptor: number, bytes: number) {
    this.name = name
    this.descriptor = descriptor
    this.seal = sealOfSegment(name.id)
    this.bytes = bytes
  }

  /** Reads head and code of a row's record and checks them. Never throws. */
  readFront(row: Uint32Array): RecordFront | Unreadable {
    const headEnd = recordHeaderBytes + wordAt(row, rowField.headBytes)
    const frontBytes = headEnd + wordAt(row, rowField.codeBytes)
    if (frontBytes > maxRecordBytes) return impossibleLength
    const front = bufferFor(frontBytes)
    const failure = this.#fill(front, rowNumber(row, rowField.offset), 'head')
    if (failure !== null) return failure
    const header = decodeRecordHeader(front, 0, this.seal)
    // The identity covers the whole header: an equal one means that the index speaks of these very bytes.
    if (header === null || header.identity !== row[rowField.identity] || !hasKeyOf(row, header.key)) {
      return { kind: 'corrupt', part: 'record-header', reason: 'not the record that the index names' }
    }
    const head = decodeSection(
      front,
      recordHeaderBytes,
      headEnd,
      header.headEncoding,
      header.headChecksum,
      header.key[0],
      sectionIndex.head,
    )
    if (typeof head !== 'string') return { kind: 'corrupt', part: 'head', reason: 'checksum differs' }
    const code = decodeSection(
      front,
      headEnd,
      frontBytes,
      header.codeEncoding,
      header.codeChecksum,
      header.key[0],
      sectionIndex.code,
    )
    if (code === undefined) return { kind: 'corrupt', part: 'code', reason: 'checksum differs' }
    return { head, code }
  }

  /** Reads the map of a row's record and checks it. Never throws. */
  readMap(row: Uint32Array): string | null | Unreadable {
    const mapBytes = wordAt(row, rowField.mapBytes)
    const start =
      rowNumber(row, rowField.offset) +
      recordHeaderBytes +
      wordAt(row, rowField.headBytes) +
      wordAt(row, rowField.codeBytes)
    if (mapBytes > maxRecordBytes) return impossibleLength
    const bytes = bufferFor(mapBytes)
    const failure = this.#fill(bytes, start, 'map')
    if (failure !== null) return failure
    const map = decodeSection(
      bytes,
      0,
      mapBytes,
      rowMapEncoding(row, 0),
      wordAt(row, rowField.mapChecksum),
      wordAt(row, rowField.key),
      sectionIndex.map,
    )
    return map === undefined ? { kind: 'corrupt', part: 'map', reason: 'checksum differs' } : map
  }

  close(): void {
    try {
      closeSync(this.descriptor)
    } catch {
      // Nothing depends on it: the process is letting go of the segment.
    }
  }

  #fill(target: Buffer, position: number, part: DamagedPart): Unreadable | null {
    try {
      return readFully(this.descriptor, target, position) === target.length
        ? null
        : { kind: 'corrupt', part, reason: 'the file ends before' }
    } catch (error) {
      return { kind: 'corrupt', part, reason: errorCode(error) }
    }
  }
}

/** Opens a segment of the folder and lists its records; `null`, with an event, when it can't be read. Never throws. */
export function openSegment(
  folder: string,
  name: SegmentName,
  onEvent: StoreListener,
): { reader: SegmentReader; rows: Uint32Array } | null {
  const segment = packFileName(name)
  let descriptor: number | null = null
  try {
    descriptor = openSync(join(folder, segment), 'r')
    const bytes = fstatSync(descriptor).size
    const header = Buffer.alloc(segmentHeaderBytes)
    const isEmpty = readFully(descriptor, header, 0) < segmentHeaderBytes
    const state = isEmpty ? 'current' : checkSegmentHeader(header)
    if (state === 'foreign') {
      closeSync(descriptor)
      onEvent({ kind: 'segment-skipped', segment, reason: 'foreign-version', code: null })
      return null
    }
    if (state === 'damaged')
      onEvent({ kind: 'corrupt', segment, part: 'segment-header', offset: 0, reason: 'checksum differs' })
    const reader = new SegmentReader(name, descriptor, bytes)
    return { reader, rows: listRecords(folder, reader, onEvent) }
  } catch (error) {
    if (descriptor !== null) closeSync(descriptor)
    // Another process has evicted or compacted it since the folder was listed.
    if (errorCode(error) !== 'ENOENT')
      onEvent({ kind: 'segment-skipped', segment, reason: 'unreadable', code: errorCode(error) })
    return null
  }
}

function listRecords(folder: string, reader: SegmentReader, onEvent: StoreListener): Uint32Array {
  const index = readIndex(folder, reader, onEvent)
  const coveredBytes = index?.coveredBytes ?? segmentHeaderBytes
  let rows = index?.rows ?? new Uint32Array(0)
  let source: 'index' | 'scan' | 'index-and-scan' = index === null ? 'scan' : 'index'
  if (index === null || coveredBytes < reader.bytes) {
    if (index !== null) source = 'index-and-scan'
    const scan = scanSegment(reader.descriptor, coveredBytes, reader.bytes, reader.seal)
    if (scan.damagedAt !== null) {
      const reason = 'no record where one should start'
      onEvent({
        kind: 'corrupt',
        segment: packFileName(reader.name),
        part: 'record-header',
        offset: scan.damagedAt,
        reason,
      })
    }
    if (rows.length > 0) {
      const all = new Uint32Array(rows.length + scan.rows.words().length)
      all.set(rows)
      all.set(scan.rows.words(), rows.length)
      rows = all
    } else {
      rows = scan.rows.words()
    }
  }
  onEvent({
    kind: 'segment-opened',
    segment: packFileName(reader.name),
    records: rows.length / rowWords,
    bytes: reader.bytes,
    source,
  })
  return rows
}

/** The segment's index, or `null` when a scan has to replace it. An absent one is normal: the process was killed. */
function readIndex(folder: string, reader: SegmentReader, onEvent: StoreListener): SegmentIndex | null {
  const file = indexFileName(reader.name)
  let descriptor: number | null = null
  try {
    descriptor = openSync(join(folder, file), 'r')
    const words = new Uint32Array(Math.floor(fstatSync(descriptor).size / 4))
    readFully(descriptor, new Uint8Array(words.buffer), 0)
    const decoded = decodeIndex(words, reader.name.id, reader.bytes)
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

/** Memory for one read. What was decoded from it doesn't refer to it, so the next read may overwrite it. */
function bufferFor(bytes: number): Buffer {
  if (bytes > sharedBytes) return Buffer.allocUnsafeSlow(bytes)
  shared ??= Buffer.allocUnsafeSlow(sharedBytes)
  return shared.subarray(0, bytes)
}

function hasKeyOf(row: Uint32Array, key: readonly number[]): boolean {
  return row[0] === key[0] && row[1] === key[1] && row[2] === key[2] && row[3] === key[3]
}
