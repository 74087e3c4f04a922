import { join } from 'node:path'
import { removeFile } from './file-access.ts'
import type { RecordTable, Row } from './record-table.ts'
import type { SegmentName } from './segment-name.ts'
import { createSegmentName, usageFileName } from './segment-name.ts'
import type { StoreListener } from './store-event.ts'
import type { UsageRow } from './usage-codec.ts'
import { readUsageFile, writeUsageFile } from './usage-file.ts'

/** With more usage files than this, all but the newest are merged. */
export const maxUsageFiles = 16

/** The newest usage file tells the order of the last session: it is never merged. */
const keptApart = 1

/** How the records of a table have been used, over all sessions. */
export class UsageTable {
  readonly #table: RecordTable
  readonly #rowToUsage: Map<Row, { usedAt: number; uses: number }> = new Map()

  constructor(table: RecordTable) {
    this.#table = table
  }

  add(rows: readonly UsageRow[]): void {
    for (const { key0, identity, usedAt, uses } of rows) {
      const row = this.#table.rowWithIdentity(key0, identity)
      if (row !== null) this.#addUse(row, usedAt * 1000, uses)
    }
  }

  /** Uses of the running session. */
  addUsed(rows: Iterable<Row>, now: number): void {
    for (const row of rows) this.#addUse(row, now, 1)
  }

  /** ms since 1970; 0 when no session is known to have used the record. */
  usedAt(row: Row): number {
    return this.#rowToUsage.get(row)?.usedAt ?? 0
  }

  uses(row: Row): number {
    return this.#rowToUsage.get(row)?.uses ?? 0
  }

  /** Everything as rows, with the number of uses halved, so that what was used long ago counts for less. */
  agedRows(): UsageRow[] {
    return [...this.#rowToUsage].map(([row, { usedAt, uses }]) => ({
      ...this.#table.addressOf(row),
      usedAt: Math.floor(usedAt / 1000),
      uses: Math.ceil(uses / 2),
    }))
  }

  #addUse(row: Row, usedAt: number, uses: number): void {
    const usage = this.#rowToUsage.get(row)
    if (usage === undefined) this.#rowToUsage.set(row, { usedAt, uses })
    else {
      usage.usedAt = Math.max(usage.usedAt, usedAt)
      usage.uses += uses
    }
  }
}

/**
 * Merges all usage files but the newest into one, if there are many. Records that can't be found any more are left
 * out. Two processes that merge at the same time count some uses twice, which only moves ranks. Never throws.
 */
export function mergeUsageFiles(
  folder: string,
  usages: readonly SegmentName[],
  table: RecordTable,
  onEvent: StoreListener,
): void {
  const old = usages.slice(0, -keptApart)
  const newestOfOld = old.at(-1)
  if (usages.length <= maxUsageFiles || newestOfOld === undefined) return
  const merged = new UsageTable(table)
  for (const name of old) merged.add(readUsageFile(folder, name, onEvent))
  // As old as the newest of them, so that it sorts before the one that tells the order.
  const name = createSegmentName(newestOfOld.createdAt, process.pid, newestOfOld.generation)
  try {
    writeUsageFile(folder, name, merged.agedRows())
  } catch {
    // Nothing is lost: they are merged another time.
    return
  }
  for (const name of old) removeFile(join(folder, usageFileName(name)))
}
