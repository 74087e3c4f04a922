import { join } from 'node:path'
import { removeFile } from './file-access.ts'
import type { RecordTable } from './record-table.ts'
import { createSegmentName, type SegmentName, usageFileName } from './segment-name.ts'
import type { StoreListener } from './store-event.ts'
import { readUsageFile, writeUsageFile } from './usage-file.ts'
import { UsageTable } from './usage-table.ts'

/** Every session leaves a usage file. With more than this many, all but the newest are merged. */
export const maxUsageFiles = 16

/**
 * Merges all usage files but the newest, which tells the order of the last session, into one, if there are many.
 * Two processes that merge at the same time count some uses twice, which only moves ranks. Never throws.
 */
export function mergeUsageFiles(
  folder: string,
  usages: readonly SegmentName[],
  table: RecordTable,
  onEvent: StoreListener,
): void {
  const old = usages.slice(0, -1)
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
