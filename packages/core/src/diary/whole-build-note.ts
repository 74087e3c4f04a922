import fs from 'node:fs'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { listFolder, makeFolder } from '../store/file-access.ts'
import { replaceFile } from '../store/replace-file.ts'
import { diaryFolder } from './diary-files.ts'

/** What became of a project's last build as a whole, where whole builds are recorded. */
export interface WholeBuildNote {
  /** Of the project, relative to the folder of the cache. */
  readonly root: string
  /** When it was written down, ms since 1970. */
  readonly at: number
  readonly processId: number
  /** See `SnapshotReport` of the plugin. */
  readonly outcome: 'restored' | 'made' | 'kept' | 'declined'
  /** Files that were restored or recorded, and the inputs that were verified or recorded. */
  readonly outputs: number
  readonly inputs: number
  /** Why it was not restored, in words; null: it was, or nobody knows. */
  readonly missed: string | null
  /** Why the next one can't be restored either, in words; null: it can. */
  readonly declined: string | null
}

const PATTERN: RegExp = /^whole-build-[0-9a-f]{8}\.json$/

/** Replaces what is known of the project's last build. @throws the system's error */
export function writeWholeBuildNote(cacheDirectory: string, note: WholeBuildNote): void {
  const folder = diaryFolder(cacheDirectory)
  makeFolder(folder)
  replaceFile(path.join(folder, noteFileName(note.root)), Buffer.from(`${JSON.stringify(note)}\n`))
}

/** What is known of a project's last build; null: nothing, or it can't be read. Never throws. */
export function readWholeBuildNote(cacheDirectory: string, root: string): WholeBuildNote | null {
  try {
    const file = path.join(diaryFolder(cacheDirectory), noteFileName(root))
    const note = JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<WholeBuildNote> | null
    const numbers = [note?.at, note?.processId, note?.outputs, note?.inputs]
    const texts = [note?.missed, note?.declined]
    const isNote =
      note?.root === root &&
      ['restored', 'made', 'kept', 'declined'].includes(String(note.outcome)) &&
      numbers.every((number) => typeof number === 'number') &&
      texts.every((text) => text === null || typeof text === 'string')
    return isNote ? (note as WholeBuildNote) : null
  } catch {
    return null
  }
}

/** The files of such notes in the folder of a diary. */
export function wholeBuildNoteFiles(folder: string): readonly string[] {
  return (listFolder(folder) ?? []).filter((file) => PATTERN.test(file))
}

function noteFileName(root: string): string {
  return `whole-build-${crc32(root).toString(16).padStart(8, '0')}.json`
}
