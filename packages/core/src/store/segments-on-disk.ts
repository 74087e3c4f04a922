import { readFully } from './file-access.ts'
import type { SegmentReader } from './segment-reader.ts'

/** So many of the newest segments are asked; the oldest are used least. */
const probes = 3
const probeBytes = 16 * 1024

/** A read that takes longer, in ms, comes from a disk. One from memory takes a tenth. */
const diskTime = 0.15

/**
 * Whether reading from the segments takes as long as from a disk. When the system has them in its memory, there is
 * nothing to win by reading ahead: it only costs another copy. Never throws.
 */
export function areSegmentsOnDisk(segments: readonly SegmentReader[]): boolean {
  const target = Buffer.allocUnsafe(probeBytes)
  return segments.slice(-probes).some(({ descriptor, bytes }) => {
    const startedAt = performance.now()
    try {
      readFully(descriptor, target, Math.floor(bytes / 2))
    } catch {
      return false
    }
    return performance.now() - startedAt > diskTime
  })
}
