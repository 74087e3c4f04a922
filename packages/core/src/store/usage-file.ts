import { join } from 'node:path'
import { readWords } from './file-access.ts'
import { replaceFile } from './replace-file.ts'
import { type SegmentName, usageFileName } from './segment-name.ts'
import type { StoreListener } from './store-event.ts'
import { decodeUsage, encodeUsage } from './usage-codec.ts'

const noRows: Uint32Array = new Uint32Array(0)

/** The rows of a usage file; none, with an event, when it is damaged, and none when it is gone. Never throws. */
export function readUsageFile(folder: string, name: SegmentName, onEvent: StoreListener): Uint32Array {
  const file = usageFileName(name)
  const words = readWords(join(folder, file))
  if (words === null) return noRows
  const decoded = decodeUsage(words)
  if (decoded.kind === 'usage') return decoded.rows
  onEvent({ kind: 'corrupt', segment: file, part: 'usage', offset: 0, reason: decoded.reason })
  return noRows
}

/** Writes a usage file, whole or not at all. @throws the system's error */
export function writeUsageFile(folder: string, name: SegmentName, rows: Uint32Array): void {
  replaceFile(join(folder, usageFileName(name)), encodeUsage(rows))
}
