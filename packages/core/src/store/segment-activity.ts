import { fstatSync } from './file-access.ts'
import { isProcessAlive } from './process-alive.ts'
import type { SegmentName } from './segment-name.ts'
import type { SegmentReader } from './segment-reader.ts'

/** Ids of the segments that stores of this thread append to, and of those that they have finished. */
const writing: Set<string> = new Set()
const written: Set<string> = new Set()

/** A process with the writer's id that hasn't appended for so long, in ms, is taken for another one. */
const idleTime = 24 * 60 * 60 * 1000

/** The same for this process's own id: other threads have a list of their own. */
const ownIdleTime = 60 * 1000

export function noteWriting(name: SegmentName): void {
  writing.add(name.id)
}

export function noteWritten(name: SegmentName): void {
  writing.delete(name.id)
  written.add(name.id)
}

/**
 * Whether the segment's writer may still append to it. In containers process ids are few and soon given again, so an
 * id alone says little. A wrong answer costs a rewrite that comes later, or what that writer appends meanwhile.
 */
export function isBeingWritten(reader: SegmentReader): boolean {
  const { name } = reader
  if (writing.has(name.id)) return true
  if (written.has(name.id) || !isProcessAlive(name.processId)) return false
  const limit = name.processId === process.pid ? ownIdleTime : idleTime
  try {
    return Date.now() - fstatSync(reader.descriptor).mtimeMs < limit
  } catch {
    return true
  }
}
