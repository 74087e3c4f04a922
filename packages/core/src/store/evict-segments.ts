import { type ListedSegment, removeSegment } from './segment-folder.ts'
import { packFileName } from './segment-name.ts'
import type { StoreListener } from './store-event.ts'

/** Eviction goes on until this share of the limit is left, so that it isn't due again at once. */
const shareAfterEviction = 0.8

/**
 * Unlinks the oldest segments while all together exceed `maxBytes`; returns those that stay.
 * Beside other processes this is safe: who has a segment open reads on, and who appends to it notices.
 */
export function evictSegments(
  folder: string,
  segments: readonly ListedSegment[],
  maxBytes: number,
  onEvent: StoreListener,
): ListedSegment[] {
  let total = segments.reduce((sum, { bytes }) => sum + bytes, 0)
  if (total <= maxBytes) return [...segments]
  const evicted: ListedSegment[] = []
  const kept = segments.filter((segment) => {
    if (total <= maxBytes * shareAfterEviction || !removeSegment(folder, segment.name)) return true
    total -= segment.bytes
    evicted.push(segment)
    return false
  })
  if (evicted.length > 0) {
    onEvent({
      kind: 'evicted',
      segments: evicted.map(({ name }) => packFileName(name)),
      bytes: evicted.reduce((sum, { bytes }) => sum + bytes, 0),
    })
  }
  return kept
}
