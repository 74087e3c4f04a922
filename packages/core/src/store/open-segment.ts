import { join } from 'node:path'
import { closeSync, errorCode, fstatSync, openSync, readFully } from './file-access.ts'
import type { SegmentIndex } from './index-codec.ts'
import { readIndexFile } from './index-file.ts'
import { rowWords } from './record-row.ts'
import { checkSegmentHeader, segmentHeaderBytes } from './segment-header.ts'
import { packFileName, type SegmentName } from './segment-name.ts'
import { SegmentReader } from './segment-reader.ts'
import { scanSegment } from './segment-scan.ts'
import type { StoreListener } from './store-event.ts'

export interface OpenedSegment {
  readonly reader: SegmentReader
  readonly rows: Uint32Array
  /** The index that the segment ought to have, when it had to be scanned for many records. */
  readonly missingIndex: SegmentIndex | null
}

/** Scanning fewer records than this costs less than writing an index. */
const recordsWorthAnIndex = 64

/** Opens a segment of the folder and lists its records; `null`, with an event, when it can't be read. Never throws. */
export function openSegment(folder: string, name: SegmentName, onEvent: StoreListener): OpenedSegment | null {
  const segment = packFileName(name)
  let descriptor: number | null = null
  try {
    descriptor = openSync(join(folder, segment), 'r')
    const reader = new SegmentReader(name, descriptor, fstatSync(descriptor).size)
    const header = Buffer.alloc(segmentHeaderBytes)
    const isStarted = readFully(descriptor, header, 0) === segmentHeaderBytes
    const state = isStarted ? checkSegmentHeader(header) : 'current'
    if (state === 'foreign') {
      closeSync(descriptor)
      onEvent({ kind: 'segment-skipped', segment, reason: 'foreign-version', code: null })
      return null
    }
    if (state === 'damaged') {
      onEvent({ kind: 'corrupt', segment, part: 'segment-header', offset: 0, reason: 'checksum differs' })
    }
    return listRecords(folder, reader, onEvent)
  } catch (error) {
    if (descriptor !== null) closeSync(descriptor)
    // Another process has evicted or compacted it since the folder was listed.
    if (errorCode(error) !== 'ENOENT') {
      onEvent({ kind: 'segment-skipped', segment, reason: 'unreadable', code: errorCode(error) })
    }
    return null
  }
}

function listRecords(folder: string, reader: SegmentReader, onEvent: StoreListener): OpenedSegment {
  const segment = packFileName(reader.name)
  const index = readIndexFile(folder, reader.name, reader.bytes, onEvent)
  if (index !== null && index.coveredBytes === reader.bytes) {
    const records = index.rows.length / rowWords
    onEvent({ kind: 'segment-opened', segment, records, bytes: reader.bytes, source: 'index' })
    return { reader, rows: index.rows, missingIndex: null }
  }
  const scan = scanSegment(
    reader.descriptor,
    index?.coveredBytes ?? segmentHeaderBytes,
    reader.bytes,
    reader.seal,
  )
  if (scan.damagedAt !== null) {
    const reason = 'no record where one should start'
    onEvent({ kind: 'corrupt', segment, part: 'record-header', offset: scan.damagedAt, reason })
  }
  const rows = index === null ? scan.rows : joinRows(index.rows, scan.rows)
  const source = index === null ? 'scan' : 'index-and-scan'
  onEvent({ kind: 'segment-opened', segment, records: rows.length / rowWords, bytes: reader.bytes, source })
  const isIndexMissing = scan.rows.length >= recordsWorthAnIndex * rowWords
  return { reader, rows, missingIndex: isIndexMissing ? { rows, coveredBytes: scan.end } : null }
}

function joinRows(first: Uint32Array, second: Uint32Array): Uint32Array {
  const joined = new Uint32Array(first.length + second.length)
  joined.set(first)
  joined.set(second, first.length)
  return joined
}
