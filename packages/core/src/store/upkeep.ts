import { evictSegments } from './evict-segments.ts'
import { maxUsageFiles, mergeUsageFiles } from './merge-usage-files.ts'
import { planEviction } from './plan-eviction.ts'
import { maxSegments, type PlannedRewrite, planRewrites, type RewriteOccasion } from './plan-rewrites.ts'
import type { RecordSource } from './record-source.ts'
import type { RecordTable, Row } from './record-table.ts'
import { type RewriteOutcome, rewriteSegments } from './rewrite-segments.ts'
import { isBeingWritten } from './segment-activity.ts'
import { currentListing, type FolderListing } from './segment-folder.ts'
import { packFileName, type SegmentName } from './segment-name.ts'
import type { SegmentReader } from './segment-reader.ts'
import { type SurveyedSegment, surveySegments } from './segment-survey.ts'
import type { StoreListener } from './store-event.ts'
import { type StoreLimits, shareAfterEviction } from './store-limits.ts'
import { readUsageFile } from './usage-file.ts'
import { UsageTable } from './usage-table.ts'
import type { WriteQueue } from './write-queue.ts'

export interface UpkeepRoom {
  readonly folder: string
  readonly table: RecordTable
  readonly source: RecordSource
  readonly queue: WriteQueue
  readonly segments: readonly SegmentReader[]
  /** Of `segments`, those that this process has written. */
  readonly ownSegments: ReadonlySet<SegmentReader>
  readonly limits: StoreLimits
  /** Usage files that were there when the store was opened. */
  readonly usages: readonly SegmentName[]
  /** Records that this session has used. */
  readonly used: ReadonlySet<Row>
  readonly onEvent: StoreListener
}

export interface UpkeepEffort extends Omit<RewriteOccasion, 'isOverLimit'> {
  /** No further segment is begun after so many ms; one takes a fraction of a second. */
  readonly milliseconds: number
  /** What is left of an exceeded limit: with less than 1 it isn't exceeded again at once. */
  readonly shareLeft: number
  /**
   * Whether segments that running processes append to are rewritten, too. Their writers notice and begin new ones; what
   * they write in the very moment of the removal is lost to later processes.
   */
  readonly disturbsWriters: boolean
}

/** When so large a share of the records can't be found any more, they are worth a look. */
const garbageShareForUpkeep = 0.25

/** What is done beside a build: little, and often. */
export const backgroundEffort: UpkeepEffort = {
  milliseconds: 300,
  minGarbageShare: 0.05,
  maxGarbageShare: garbageShareForUpkeep,
  shareLeft: shareAfterEviction,
  disturbsWriters: false,
}

/** What is done when somebody has asked for it. */
export const thoroughEffort: UpkeepEffort = {
  milliseconds: Number.POSITIVE_INFINITY,
  minGarbageShare: 0,
  maxGarbageShare: 0.05,
  shareLeft: 1,
  disturbsWriters: true,
}

/** A smaller table is not worth a look. */
const recordsForUpkeep = 256

/** Whether anything has to be done, by what is known without reading. */
export function isUpkeepDue(
  { table, segments, usages, limits }: UpkeepRoom,
  occupiedBytes: number,
  now: number,
): boolean {
  const { count, liveCandidates, tableRows } = table
  const garbage = count - liveCandidates - tableRows.length
  return (
    segments.length > maxSegments ||
    usages.length > maxUsageFiles ||
    occupiedBytes > limits.maxBytes ||
    liveCandidates > limits.maxEntries ||
    (count >= recordsForUpkeep && garbage > count * garbageShareForUpkeep) ||
    (limits.maxAge !== Number.POSITIVE_INFINITY && table.oldestTime() < now - limits.maxAge)
  )
}

/**
 * Applies the limits, and rewrites what is fragmented; yields between steps of some milliseconds. Everything must have
 * been flushed before. What the process is killed in the middle of, another one finds whole.
 */
export function* upkeep(room: UpkeepRoom, effort: UpkeepEffort): Generator<void, void> {
  const { folder, table, limits, onEvent } = room
  const startedAt = performance.now()
  const listing = currentListing(folder)
  const usage = new UsageTable(table)
  for (const name of listing.usages) usage.add(readUsageFile(folder, name, onEvent))
  usage.addUsed(room.used, Date.now())
  yield

  const present = new Set(listing.segments.map(({ name }) => name.base))
  const surveyed = surveySegments(room, usage, (reader) => {
    return present.has(reader.name.base) && (effort.disturbsWriters || !isBeingWritten(reader))
  })
  const occupied = bytesOf(listing)
  const records = surveyed.flatMap((segment) => segment.records)
  const victims = planEviction(records, occupied, limits, effort.shareLeft, Date.now())
  yield

  const isOverLimit = victims.size > 0 || occupied > limits.maxBytes
  const plans = planRewrites(surveyed, victims, { ...effort, isOverLimit })
  const hasTime = (): boolean => performance.now() - startedAt < effort.milliseconds
  announce(yield* rewriteSegments(plans, { ...room, hasTime }), onEvent)
  yield

  // Time may have been short, or others may have written meanwhile; the limit of bytes holds all the same.
  const remaining = leastLostFirst(currentListing(folder), surveyed, victims)
  const bounds = { above: limits.maxBytes, downTo: limits.maxBytes * effort.shareLeft }
  evictSegments(folder, remaining, bounds, onEvent)
  mergeUsageFiles(folder, listing.usages, table, onEvent)
}

function bytesOf({ segments }: FolderListing): number {
  return segments.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** Segments by how much of use is lost with them; those that nobody here knows come last. */
function leastLostFirst(
  listing: FolderListing,
  surveyed: readonly SurveyedSegment[],
  victims: ReadonlySet<Row>,
): FolderListing['segments'] {
  const baseToLoss = new Map<string, number>()
  for (const { reader, records } of surveyed) {
    const lost = records.filter(({ row }) => !victims.has(row))
    baseToLoss.set(
      reader.name.base,
      lost.reduce((sum, { bytes }) => sum + bytes, 0),
    )
  }
  const lossOf = (base: string): number => baseToLoss.get(base) ?? Number.MAX_VALUE
  return [...listing.segments].sort((a, b) => lossOf(a.name.base) - lossOf(b.name.base))
}

function announce({ done, copied }: RewriteOutcome, onEvent: StoreListener): void {
  if (done.length === 0) return
  const entries = sum(done, ({ evictedEntries }) => evictedEntries)
  const removed = done.map(({ segment }) => packFileName(segment.reader.name))
  const before = sum(done, ({ segment }) => segment.bytes)
  const after = sum(done, ({ survivingBytes }) => survivingBytes)
  if (entries > 0) onEvent({ kind: 'evicted', entries, segments: removed, bytes: before - after })
  else onEvent({ kind: 'compacted', segments: removed, records: copied, bytes: before })
}

function sum(plans: readonly PlannedRewrite[], amountOf: (plan: PlannedRewrite) => number): number {
  return plans.reduce((total, plan) => total + amountOf(plan), 0)
}
