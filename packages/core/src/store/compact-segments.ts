import { join } from 'node:path'
import { isUnreadable } from './candidate.ts'
import { existsSync, fstatSync } from './file-access.ts'
import { isProcessAlive } from './process-alive.ts'
import { keyOfRow, rowKind } from './record-row.ts'
import type { RecordSource } from './record-source.ts'
import type { RecordTable } from './record-table.ts'
import { removeSegment } from './segment-folder.ts'
import { packFileName } from './segment-name.ts'
import type { SegmentReader } from './segment-reader.ts'
import type { StoreListener } from './store-event.ts'
import type { WriteQueue } from './write-queue.ts'

/** Every build that stores anything leaves a segment. With more than this many, the small ones are merged. */
const maxSegments = 32

/** Larger segments are left alone: merging them saves nothing. */
const smallSegmentBytes = 8 * 1024 * 1024

/** What one compaction copies at most, so that closing stays quick. */
const maxCopiedBytes = 64 * 1024 * 1024

export interface CompactionRoom {
  readonly folder: string
  readonly table: RecordTable
  readonly source: RecordSource
  readonly queue: WriteQueue
  readonly onEvent: StoreListener
}

/**
 * Appends what can still be found in the small segments to this process's own, then unlinks them.
 *
 * Safe at any point of failure: a record is in its old segment until its copy and the copy's index are written, and
 * a record in two segments is found once. Two processes that compact at the same time do some work twice.
 */
export function compactSegments({ folder, table, source, queue, onEvent }: CompactionRoom): void {
  const sources = chooseSources(folder, source.segments)
  if (sources.size < 2) return
  let records = 0
  // Reading drops damaged records from the chains that are walked here.
  for (const row of [...table.liveRows()]) {
    if (!sources.has(table.segmentOf(row))) continue
    const front = source.read(row)
    if ('kind' in front) continue
    const map = source.readMap(row, front)
    if (isUnreadable(map)) continue
    const words = table.wordsOf(row)
    const content = { head: front.head, code: front.code, map }
    queue.add(row, {
      kind: rowKind(words, 0),
      key: keyOfRow(words),
      recordedAt: table.recordedAt(row),
      content,
    })
    records += 1
  }
  queue.flush()
  if (queue.isStopped) return
  const removed = [...sources.values()].filter(
    (reader) => !hasGrown(reader) && removeSegment(folder, reader.name),
  )
  if (removed.length === 0) return
  onEvent({
    kind: 'compacted',
    segments: removed.map((reader) => packFileName(reader.name)),
    records,
    bytes: removed.reduce((sum, reader) => sum + reader.bytes, 0),
  })
}

/** segment number -> reader, for the segments to merge */
function chooseSources(folder: string, segments: readonly SegmentReader[]): Map<number, SegmentReader> {
  const sources = new Map<number, SegmentReader>()
  if (segments.length <= maxSegments) return sources
  let bytes = 0
  for (const [number, reader] of segments.entries()) {
    if (reader.bytes > smallSegmentBytes || isProcessAlive(reader.name.processId)) continue
    // Another process has compacted or evicted it meanwhile.
    if (!existsSync(join(folder, packFileName(reader.name)))) continue
    bytes += reader.bytes
    if (bytes > maxCopiedBytes) break
    sources.set(number, reader)
  }
  return sources
}

/** Whether records have come since the segment was opened: those have not been copied. */
function hasGrown(reader: SegmentReader): boolean {
  try {
    return fstatSync(reader.descriptor).size !== reader.bytes
  } catch {
    return true
  }
}
