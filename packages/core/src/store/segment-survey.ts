import type { LiveRecord } from './plan-eviction.ts'
import { recordHeaderBytes, recordKind } from './record-header.ts'
import { rowField, rowKind, wordAt } from './record-row.ts'
import { noSegment, type RecordTable, type Row } from './record-table.ts'
import type { SegmentReader } from './segment-reader.ts'
import type { UsageTable } from './usage-table.ts'

/** A segment that may be rewritten, and what can still be found in it. */
export interface SurveyedSegment {
  readonly reader: SegmentReader
  /** Size at the moment when its records were listed; what has come since is not in `records`. */
  readonly bytes: number
  readonly records: LiveRecord[]
}

export interface SurveyRoom {
  readonly table: RecordTable
  /** segment number -> reader */
  readonly segments: readonly SegmentReader[]
  /** Of `segments`, those that this process has written to the end. */
  readonly ownSegments: ReadonlySet<SegmentReader>
}

/** Lists what can still be found in the segments that may be rewritten. */
export function surveySegments(
  { table, segments, ownSegments }: SurveyRoom,
  usage: UsageTable,
  mayRewrite: (reader: SegmentReader) => boolean,
): SurveyedSegment[] {
  const surveyed = segments.map((reader) => {
    if (!mayRewrite(reader)) return null
    const bytes = ownSegments.has(reader) ? reader.currentBytes() : reader.bytes
    return { reader, bytes, records: [] as LiveRecord[] }
  })
  for (const row of table.liveRows()) {
    const segment = table.segmentOf(row)
    if (segment !== noSegment) surveyed[segment]?.records.push(describeRecord(table, row, usage))
  }
  return surveyed.filter((segment) => segment !== null)
}

function describeRecord(table: RecordTable, row: Row, usage: UsageTable): LiveRecord {
  const words = table.wordsOf(row)
  const recordedAt = table.recordedAt(row)
  return {
    row,
    bytes:
      recordHeaderBytes +
      wordAt(words, rowField.headBytes) +
      wordAt(words, rowField.codeBytes) +
      wordAt(words, rowField.mapBytes),
    isTable: rowKind(words, 0) === recordKind.table,
    facts: {
      recordedAt,
      usedAt: Math.max(recordedAt, usage.usedAt(row)),
      uses: Math.max(1, usage.uses(row)),
    },
  }
}
