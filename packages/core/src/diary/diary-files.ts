import path from 'node:path'

/** Folder of the diary in the folder of a cache. */
const DIARY_FOLDER = 'diary'

/**
 * What a name says: `<ms since 1970, 15 digits>-<process id>-<group, 8 hex digits>-<ran or restored>.jsonl`. A group is a project
 * with the environments that were built together.
 */
export interface DiaryFileName {
  readonly file: string
  readonly group: string
  /** Whether the builds that the file holds have made anything new. */
  readonly kind: 'ran' | 'restored'
}

const PATTERN: RegExp = /^\d{15}-\d{1,10}-([0-9a-f]{8})-(ran|restored)\.jsonl$/

export function diaryFileName(startedAt: number, group: string, kind: DiaryFileName['kind']): string {
  return `${String(startedAt).padStart(15, '0')}-${process.pid}-${group}-${kind}.jsonl`
}

/** The diary's own files among those of a folder, oldest first. */
export function diaryFiles(files: readonly string[]): readonly DiaryFileName[] {
  return [...files].sort().flatMap((file) => {
    const match = PATTERN.exec(file)
    return match === null ? [] : [{ file, group: match[1] ?? '', kind: match[2] as DiaryFileName['kind'] }]
  })
}

export function diaryFolder(cacheDirectory: string): string {
  return path.join(cacheDirectory, DIARY_FOLDER)
}
