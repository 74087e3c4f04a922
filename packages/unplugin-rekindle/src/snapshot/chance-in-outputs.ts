import type { SnapshotRefusal } from '@rekindle/core'
import { type Chances, chanceIn } from '../intercept/chance-in-result.ts'
import { hasDayOf } from './day-in-output.ts'
import type { SavedFile } from './output-text.ts'

/**
 * What there is in outputs, or in their names, that another build would not give: the time, the day, or a random value. Null when none shows.
 */
export function chanceInOutputs(files: readonly SavedFile[], chances: Chances): SnapshotRefusal | null {
  for (const { fileName, code, source } of files) {
    const text = `${String(fileName).replace(/[._]/g, ' ')}\n${textOf(code ?? source)}`
    const chance = hasDayOf(text, chances.endedAtMs) ? 'time' : chanceIn(text, null, chances)
    if (chance !== null) {
      return { kind: 'chance', detail: chance }
    }
  }
  return null
}

/** Bytes as one character for each. */
function textOf(content: unknown): string {
  return content instanceof Uint8Array ? Buffer.from(content).toString('latin1') : String(content)
}
