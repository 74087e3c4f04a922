import type { Unreadable } from './candidate.ts'
import { closeSync, errorCode, fstatSync, readFully } from './file-access.ts'
import { frontSections } from './front-sections.ts'
import { decodeSection, isSectionWhole, sectionIndex } from './record-codec.ts'
import { maxRecordBytes, recordHeaderBytes, sealOfSegment } from './record-header.ts'
import { rowField, rowMapEncoding, rowNumber, wordAt } from './record-row.ts'
import type { SegmentName } from './segment-name.ts'
import type { DamagedPart } from './store-event.ts'
import { textEncoding } from './text-encoding.ts'

/** What one read of the front of a record yields. */
export interface RecordFront {
  readonly head: string
  readonly code: string | null
}

/** Reads up to this size go into memory that all of them share. */
const sharedBytes = 256 * 1024
let shared: Buffer | null = null

/** Whoever reads on where the last read has ended, or not far behind, gets this much at once: records are used in much the order in which they were written. */
const blockBytes = 128 * 1024
const nearBytes = 32 * 1024
/** Bytes of one segment from `start` on; most stores are read from one segment at a time. */
let block: { readonly bytes: Buffer; owner: SegmentReader | null; start: number; length: number } | null =
  null

/**
 * A read costs about as much as this many bytes of a long one do: when those that were made would have paid for the whole
 * segment, it is read whole, unless it is larger than what may be held.
 */
const bytesPerRead = 64 * 1024
/** All segments that are held whole, together. */
const mostWholeBytes = 64 * 1024 * 1024
let wholeBytes = 0

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
  /** Where the last read ended. */
  #lastEnd = -1
  #reads = 0
  /** Its bytes as they were when it was opened, once so many reads were made that they are worth holding. */
  #whole: Buffer | null = null

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
    const front = this.#read(rowNumber(row, rowField.offset), frontBytes, 'head')
    return 'kind' in front ? front : this.decodeFront(row, front)
  }

  /** Checks head and code of a row's record, which stands at the start of `front`. */
  decodeFront(row: Uint32Array, front: Buffer): RecordFront | Unreadable {
    const headEnd = recordHeaderBytes + wordAt(row, rowField.headBytes)
    const frontBytes = headEnd + wordAt(row, rowField.codeBytes)
    const sections = frontSections(front, this.seal, row)
    if (sections === null) {
      return { kind: 'corrupt', part: 'record-header', reason: 'not the record that the index names' }
    }
    const key = wordAt(row, rowField.key)
    const { headEncoding, codeEncoding, headChecksum, codeChecksum } = sections
    const head = decodeSection(
      front,
      recordHeaderBytes,
      headEnd,
      headEncoding,
      headChecksum,
      key,
      sectionIndex.head,
    )
    if (typeof head !== 'string') return { kind: 'corrupt', part: 'head', reason: 'checksum differs' }
    const code = decodeSection(front, headEnd, frontBytes, codeEncoding, codeChecksum, key, sectionIndex.code)
    if (code === undefined) return { kind: 'corrupt', part: 'code', reason: 'checksum differs' }
    return { head, code }
  }

  /** Reads the map of a row's record and checks it. Never throws. */
  readMap(row: Uint32Array): string | null | Unreadable {
    const bytes = this.#readMapSection(row)
    return 'kind' in bytes ? bytes : this.decodeMap(row, bytes, 0)
  }

  /** The same as bytes that belong to the caller. */
  readMapBytes(row: Uint32Array): Uint8Array | null | Unreadable {
    const bytes = this.#readMapSection(row)
    if ('kind' in bytes) return bytes
    const encoding = rowMapEncoding(row, 0)
    if (
      !isSectionWhole(bytes, wordAt(row, rowField.mapChecksum), wordAt(row, rowField.key), sectionIndex.map)
    ) {
      return { kind: 'corrupt', part: 'map', reason: 'checksum differs' }
    }
    if (encoding === textEncoding.absent) return null
    if (encoding !== textEncoding.latin1) return { kind: 'missing', reason: 'not-bytes' }
    return bytes.length > sharedBytes ? bytes : new Uint8Array(bytes)
  }

  #readMapSection(row: Uint32Array): Buffer | Unreadable {
    const mapBytes = wordAt(row, rowField.mapBytes)
    const start =
      rowNumber(row, rowField.offset) +
      recordHeaderBytes +
      wordAt(row, rowField.headBytes) +
      wordAt(row, rowField.codeBytes)
    return mapBytes > maxRecordBytes ? impossibleLength : this.#read(start, mapBytes, 'map')
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
    wholeBytes -= this.#whole === null ? 0 : this.bytes
    this.#whole = null
    try {
      closeSync(this.descriptor)
    } catch {
      // Nothing depends on it: the process is letting go of the segment.
    }
  }

  /** Bytes of the file, valid until the next read. */
  #read(position: number, length: number, part: DamagedPart): Buffer | Unreadable {
    const isNear = position >= this.#lastEnd && position - this.#lastEnd <= nearBytes
    this.#lastEnd = position + length
    try {
      const held = this.#inWhole(position, length) ?? this.#inBlock(position, length)
      if (held !== null) return held
      this.#reads += 1
      if (isNear && length <= blockBytes) {
        block ??= { bytes: Buffer.allocUnsafeSlow(blockBytes), owner: null, start: 0, length: 0 }
        block.owner = null
        block.length = readFully(this.descriptor, block.bytes, position)
        block.start = position
        block.owner = this
        return this.#inBlock(position, length) ?? endsBefore(part)
      }
      const target = bufferFor(length)
      return readFully(this.descriptor, target, position) === length ? target : endsBefore(part)
    } catch (error) {
      return { kind: 'corrupt', part, reason: errorCode(error) }
    }
  }

  #inWhole(position: number, length: number): Buffer | null {
    if (this.#whole === null && this.#isWorthHolding()) {
      wholeBytes += this.bytes
      this.#whole = this.#readWhole()
    }
    const end = position + length
    return this.#whole !== null && end <= this.#whole.length ? this.#whole.subarray(position, end) : null
  }

  /** What comes up short, or fails, is judged by the read that asks for it: nothing is held then. */
  #readWhole(): Buffer {
    try {
      const bytes = Buffer.allocUnsafeSlow(this.bytes)
      return bytes.subarray(0, readFully(this.descriptor, bytes, 0))
    } catch {
      return Buffer.alloc(0)
    }
  }

  #isWorthHolding(): boolean {
    return this.#reads * bytesPerRead >= this.bytes && wholeBytes + this.bytes <= mostWholeBytes
  }

  #inBlock(position: number, length: number): Buffer | null {
    if (block === null || block.owner !== this) return null
    const start = position - block.start
    return start >= 0 && start + length <= block.length ? block.bytes.subarray(start, start + length) : null
  }
}

function endsBefore(part: DamagedPart): Unreadable {
  return { kind: 'corrupt', part, reason: 'the file ends before' }
}

/** Memory for one read. What was decoded from it doesn't refer to it, so the next read may overwrite it. */
function bufferFor(bytes: number): Buffer {
  if (bytes > sharedBytes) return Buffer.allocUnsafeSlow(bytes)
  shared ??= Buffer.allocUnsafeSlow(sharedBytes)
  return shared.subarray(0, bytes)
}
