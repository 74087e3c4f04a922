import type { PlannedRewrite } from './plan-rewrites.ts'
import { keyOfRow, rowKind } from './record-row.ts'
import type { RecordSource } from './record-source.ts'
import type { RecordTable } from './record-table.ts'
import { removeSegment } from './segment-folder.ts'
import type { WriteQueue } from './write-queue.ts'

/** What one step copies at most, some milliseconds of work. */
const stepBytes = 4 * 1024 * 1024

export interface RewriteRoom {
  readonly folder: string
  readonly table: RecordTable
  readonly source: RecordSource
  readonly queue: WriteQueue
  /** Whether there is time for one more segment. */
  readonly hasTime: () => boolean
}

/** What became of the plan. */
export interface RewriteOutcome {
  readonly done: readonly PlannedRewrite[]
  /** Records that were copied. */
  readonly copied: number
}

/**
 * Appends what survives of the planned segments to this process's own, then unlinks them. Yields between steps.
 *
 * Safe at any point of failure: a record is in its old segment until its copy and the copy's index are written, and
 * a record in two segments is found once. Two processes that rewrite at the same time do some work twice.
 */
export function* rewriteSegments(
  plans: readonly PlannedRewrite[],
  { folder, table, source, queue, hasTime }: RewriteRoom,
): Generator<void, RewriteOutcome> {
  const done: PlannedRewrite[] = []
  let copied = 0
  let bytes = 0
  let waiting: PlannedRewrite[] = []
  /** Returns whether the copies are on disk; if not, nothing more may be removed. */
  const settle = (): boolean => {
    if (queue.flush().kind !== 'written') return false
    for (const plan of waiting) {
      const { reader, bytes: surveyedBytes } = plan.segment
      // What has been appended since the survey has not been copied.
      if (reader.currentBytes() === surveyedBytes && removeSegment(folder, reader.name)) done.push(plan)
    }
    waiting = []
    bytes = 0
    return true
  }
  for (const plan of plans) {
    if (!hasTime()) break
    for (const row of plan.survivors) {
      const record = source.readStored(row)
      if ('kind' in record) continue
      const words = table.wordsOf(row)
      const recordedAt = table.recordedAt(row)
      queue.add(row, { kind: rowKind(words, 0), key: keyOfRow(words), recordedAt, content: record })
      copied += 1
      bytes += record.head.length + (record.code?.length ?? 0) + (record.map?.length ?? 0)
      if (bytes < stepBytes) continue
      if (!settle()) return { done, copied }
      yield
    }
    waiting.push(plan)
  }
  settle()
  return { done, copied }
}
