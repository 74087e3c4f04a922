import { join } from 'node:path'
import { readWords } from './file-access.ts'
import { replaceFile } from './replace-file.ts'
import { type SegmentName, usageFileName } from './segment-name.ts'
import type { StoreListener } from './store-event.ts'
import { decodeUsage, encodeUsage, type UsageRow } from './usage-codec.ts'

/** The rows of a usage file; none, with an event, when it is damaged, and none when it is gone. Never throws. */
export function readUsageFile(
  folder: string,
  name: SegmentName,
  onEvent: StoreListener,
): readonly UsageRow[] {
  const file = usageFileName(name)
  const words = readWords(join(folder, file))
  if (words === null) return []
  const decoded = decodeUsage(words)
  if (decoded.kind === 'usage') return decoded.rows
  onEvent({ kind: 'corrupt', segment: file, part: 'usage', offset: 0, reason: decoded.reason })
  return []
}

/** Writes a usage file, whole or not at all. @throws the system's error */
export function writeUsageFile(folder: string, name: SegmentName, rows: readonly UsageRow[]): void {
  replaceFile(join(folder, usageFileName(name)), encodeUsage(rows))
}
