import { join } from 'node:path'
// Not the global one, at which the tracer looks: what the cache does between other work is no timer of a build.
import { setImmediate } from 'node:timers'
import { errorCode, existsSync, removeFile } from './file-access.ts'
import { writeIndexFile } from './index-file.ts'
import type { OpenedSegment } from './open-segment.ts'
import { noSegment } from './record-table.ts'
import { isBeingWritten } from './segment-activity.ts'
import { createSegmentName, packFileName, type SegmentName, usageFileName } from './segment-name.ts'
import type { SegmentReader } from './segment-reader.ts'
import type { StoreLimits } from './store-limits.ts'
import { backgroundEffort, isUpkeepDue, thoroughEffort, type UpkeepRoom, upkeep } from './upkeep.ts'
import { usageField, usageRowWords } from './usage-codec.ts'
import { readUsageFile, writeUsageFile } from './usage-file.ts'

export interface ClosingRoom extends Omit<UpkeepRoom, 'ownSegments'> {
  readonly ownSegments: ReadonlyMap<SegmentReader, number>
  readonly missingIndexes: readonly OpenedSegment[]
  /** See `StoreOptions`. */
  readonly continuesSession: boolean
  /** See `currentGeneration`. */
  readonly generation: number
}

/**
 * The end of a session: flush, write down what was used, apply the limits, let go of the files. The last two come in
 * steps between other work, or at once.
 */
export class Closing {
  /** Resolves when the files have been let go of. */
  readonly settled: Promise<void>
  readonly #room: ClosingRoom
  #settle: () => void = () => {}

  constructor(room: ClosingRoom) {
    this.#room = room
    this.settled = new Promise((resolve) => {
      this.#settle = resolve
    })
  }

  /** Applies the limits between other work, for a bounded time. */
  inBackground(): void {
    const { segments, ownSegments, limits } = this.#room
    if (!this.#settleFiles()) return
    const occupied = segments.reduce((sum, reader) => sum + reader.currentBytes(), 0)
    const room = { ...this.#room, ownSegments: new Set(ownSegments.keys()), limits }
    if (!isUpkeepDue(room, occupied, Date.now())) {
      this.#finish()
      return
    }
    const steps = upkeep(room, backgroundEffort)
    const step = (): void => {
      if (this.#advance(steps)) setImmediate(step)
      else this.#finish()
    }
    setImmediate(step)
  }

  /** Applies these limits in full before it returns. */
  atOnce(limits: StoreLimits): void {
    if (!this.#settleFiles()) return
    const room = { ...this.#room, ownSegments: new Set(this.#room.ownSegments.keys()), limits }
    const steps = upkeep(room, thoroughEffort)
    while (this.#advance(steps)) {
      // Nothing waits meanwhile.
    }
    this.#finish()
  }

  /** Writes what is to be written. Returns whether the folder may be changed further. */
  #settleFiles(): boolean {
    const { queue, source } = this.#room
    queue.flush()
    source.close()
    if (queue.isStopped) {
      this.#finish()
      return false
    }
    // After the flush, which has told where the records stand.
    this.#writeUsage()
    this.#writeMissingIndexes()
    queue.finishSegment()
    return true
  }

  /** Whether there is more to do. */
  #advance(steps: Generator<void, void>): boolean {
    try {
      return steps.next().done !== true
    } catch (error) {
      // Whatever was under way is whole on disk, before or after.
      this.#room.onEvent({ kind: 'upkeep-failed', message: String(error) })
      return false
    }
  }

  #finish(): void {
    this.#room.queue.finishSegment()
    for (const segment of this.#room.segments) segment.close()
    this.#settle()
  }

  /** The order of use tells the next session what to read ahead, and evictions what is of use. */
  #writeUsage(): void {
    const { folder, table, used, usages, generation, onEvent } = this.#room
    const written = [...used].filter((row) => table.segmentOf(row) !== noSegment)
    const rows = table.addressRows(written, usageRowWords)
    const usedAt = Math.max(Date.now(), table.newestTime) / 1000
    for (let at = 0; at < rows.length; at += usageRowWords) {
      rows[at + usageField.usedAt] = usedAt
      rows[at + usageField.uses] = 1
    }
    // A folder that was deleted since is not created again for this.
    if (rows.length === 0 || !existsSync(folder)) return
    try {
      // After the last one, also when the clock went back: the newest tells the order.
      const createdAt = Math.max(Date.now(), (usages.at(-1)?.createdAt ?? 0) + 1)
      const earlier = this.#continued()
      const before = earlier === null ? [] : readUsageFile(folder, earlier, onEvent)
      writeUsageFile(
        folder,
        createSegmentName(createdAt, process.pid, generation),
        Uint32Array.from([...before, ...rows]),
      )
      if (earlier !== null) removeFile(join(folder, usageFileName(earlier)))
    } catch (error) {
      // The cache can be cleared in between: there is nothing left to be told about.
      if (errorCode(error) !== 'ENOENT') onEvent({ kind: 'usage-lost', code: errorCode(error) })
    }
  }

  /** The session that this one goes on with; null: none, or others have come in between. */
  #continued(): SegmentName | null {
    const last = this.#room.usages.at(-1)
    return this.#room.continuesSession && last?.processId === process.pid ? last : null
  }

  /** A killed process has left its segment without an index; who has scanned it spares the next one the work. */
  #writeMissingIndexes(): void {
    const { folder, missingIndexes } = this.#room
    for (const { reader, missingIndex } of missingIndexes) {
      if (missingIndex === null || isBeingWritten(reader)) continue
      if (!existsSync(join(folder, packFileName(reader.name)))) continue
      try {
        writeIndexFile(folder, reader.name, missingIndex)
      } catch {
        // Nothing is lost: the segment is scanned again.
      }
    }
  }
}
