import type { Row } from './record-table.ts'
import { segmentHeaderBytes } from './segment-header.ts'
import type { SurveyedSegment } from './segment-survey.ts'

/** A segment that will be removed, after what survives of it was written anew. */
export interface PlannedRewrite {
  readonly segment: SurveyedSegment
  readonly survivors: readonly Row[]
  readonly survivingBytes: number
  readonly evictedEntries: number
}

/** Every build that stores anything leaves a segment. With more than this many, the small ones are merged. */
export const maxSegments = 32

/** Larger segments are not worth merging. */
const smallSegmentBytes = 8 * 1024 * 1024

export interface RewriteOccasion {
  /** Whether a limit is exceeded, so that space has to be won. */
  readonly isOverLimit: boolean
  /** Over a limit, segments from which less than this share could be won are left alone. */
  readonly minGarbageShare: number
  /** Segments with a larger share of what can't be found any more are rewritten, whatever the limits say. */
  readonly maxGarbageShare: number
}

/** Chooses the segments that are worth rewriting, those that give most for least first. */
export function planRewrites(
  segments: readonly SurveyedSegment[],
  victims: ReadonlySet<Row>,
  { isOverLimit, minGarbageShare, maxGarbageShare }: RewriteOccasion,
): PlannedRewrite[] {
  const plans = segments.map((segment) => planOne(segment, victims))
  const shareOf = ({ segment, survivingBytes }: PlannedRewrite): number =>
    1 - survivingBytes / Math.max(1, segment.bytes - segmentHeaderBytes)
  const small =
    segments.length > maxSegments ? plans.filter(({ segment }) => segment.bytes <= smallSegmentBytes) : []
  const merged = new Set(small.length > 1 ? small : [])
  return plans
    .filter((plan) => {
      if (plan.survivors.length === 0 || merged.has(plan)) return true
      const share = shareOf(plan)
      if (share > maxGarbageShare) return true
      return isOverLimit && plan.evictedEntries > 0 && share >= minGarbageShare
    })
    .sort((a, b) => shareOf(b) - shareOf(a))
}

function planOne(segment: SurveyedSegment, victims: ReadonlySet<Row>): PlannedRewrite {
  const survivors: Row[] = []
  let survivingBytes = 0
  let evictedEntries = 0
  for (const record of segment.records) {
    if (victims.has(record.row)) evictedEntries += record.isTable ? 0 : 1
    else {
      survivors.push(record.row)
      survivingBytes += record.bytes
    }
  }
  // Rows are numbered in the order in which they stand in the file, which reads best.
  return { segment, survivors: survivors.sort((a, b) => a - b), survivingBytes, evictedEntries }
}
