import type { Unreadable } from './candidate.ts'
import { closeSync, errorCode, fstatSync, readFully } from './file-access.ts'
import { isSameKey } from './key-words.ts'
import { decodeSection, sectionIndex } from './record-codec.ts'
import { decodeRecordHeader, maxRecordBytes, recordHeaderBytes, sealOfSegment } from './record-header.ts'
import { keyOfRow, rowField, rowMapEncoding, rowNumber, wordAt } from './record-row.ts'
import type { SegmentName } from './segment-name.ts'
import type { DamagedPart } from './store-event.ts'

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
    const frontBytes = recordHeaderBytes + wordAt(row, rowField.headBytes) + wordAt(row, rowField.codeBytes)
    if (frontBytes > maxRecordBytes) return impossibleLength
    const front = bufferFor(frontBytes)
    const failure = this.#fill(front, rowNumber(row, rowField.offset), 'head')
    return failure ?? this.decodeFront(row, front)
  }

  /** Checks head and code of a row's record, which stands at the start of `front`. */
  decodeFront(row: Uint32Array, front: Buffer): RecordFront | Unreadable {
    const headEnd = recordHeaderBytes + wordAt(row, rowField.headBytes)
    const frontBytes = headEnd + wordAt(row, rowField.codeBytes)
    const header = decodeRecordHeader(front, 0, this.seal)
    // The identity covers the whole header: an equal one means that the index speaks of these very bytes.
    if (
      header === null ||
      header.identity !== row[rowField.identity] ||
      !isSameKey(keyOfRow(row), header.key)
    ) {
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
    return failure ?? this.decodeMap(row, bytes, 0)
  }

  /** Checks the map of a row's record, which stands at `start` of `bytes`. */
  decodeMap(row: Uint32Array, bytes: Buffer, start: number): string | null | Unreadable {
    const map = decodeSection(
      bytes,
      start,
      start + wordAt(row, rowField.mapBytes),
      rowMapEncoding(row, 0),
      wordAt(row, rowField.mapChecksum),
      wordAt(row, rowField.key),
      sectionIndex.map,
    )
    return map === undefined ? { kind: 'corrupt', part: 'map', reason: 'checksum differs' } : map
  }

  /** Bytes that are there now: its writer may have appended. */
  currentBytes(): number {
    try {
      return fstatSync(this.descriptor).size
    } catch {
      return 0
    }
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

/** Memory for one read. What was decoded from it doesn't refer to it, so the next read may overwrite it. */
function bufferFor(bytes: number): Buffer {
  if (bytes > sharedBytes) return Buffer.allocUnsafeSlow(bytes)
  shared ??= Buffer.allocUnsafeSlow(sharedBytes)
  return shared.subarray(0, bytes)
}
