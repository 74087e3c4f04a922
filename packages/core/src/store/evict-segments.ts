import { type ListedSegment, removeSegment } from './segment-folder.ts'
import { packFileName } from './segment-name.ts'
import type { StoreListener } from './store-event.ts'

/** When whole segments are removed: above so many bytes, until so many are left. */
export interface EvictionBounds {
  readonly above: number
  readonly downTo: number
}

/**
 * Unlinks segments in the given order while all together exceed the bounds; returns those that stay.
 * Beside other processes this is safe: who has a segment open reads on, and who appends to it notices.
 */
export function evictSegments(
  folder: string,
  segments: readonly ListedSegment[],
  { above, downTo }: EvictionBounds,
  onEvent: StoreListener,
): ListedSegment[] {
  let total = segments.reduce((sum, { bytes }) => sum + bytes, 0)
  if (total <= above) return [...segments]
  const evicted: ListedSegment[] = []
  const kept = segments.filter((segment) => {
    if (total <= downTo || !removeSegment(folder, segment.name)) return true
    total -= segment.bytes
    evicted.push(segment)
    return false
  })
  if (evicted.length > 0) {
    onEvent({
      kind: 'evicted',
      entries: null,
      segments: evicted.map(({ name }) => packFileName(name)),
      bytes: evicted.reduce((sum, { bytes }) => sum + bytes, 0),
    })
  }
  return kept
}
