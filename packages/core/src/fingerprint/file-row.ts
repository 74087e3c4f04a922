import { DIGEST_HEX_LENGTH, type Fingerprint } from '../key/cache-key.ts'
import type { FileStat } from './file-stat.ts'

/**
 * As it is stored: path, size, mtime, ctime, inode, fingerprint. The stat under which a content was hashed or, with a slash behind the
 * path, under which a folder was listed.
 */
export type Row = readonly [
  name: string,
  size: number,
  mtimeMs: number,
  ctimeMs: number,
  ino: number,
  fingerprint: Fingerprint,
]

/** Whether a stat is the one of the row. */
export function isOfRow(row: Row, { size, mtimeMs, ctimeMs, ino }: FileStat): boolean {
  const isInode = row[4] === ino || process.platform === 'win32'
  return row[2] === mtimeMs && row[1] === size && row[3] === ctimeMs && isInode
}

/** Rows from JSON text; those of the wrong form are left out. */
export function decodeRows(text: string): readonly Row[] {
  let rows: unknown
  try {
    rows = JSON.parse(text)
  } catch {
    return []
  }
  return Array.isArray(rows) ? rows.filter(isRow) : []
}

function isRow(row: unknown): row is Row {
  return (
    Array.isArray(row) &&
    row.length === 6 &&
    typeof row[0] === 'string' &&
    typeof row[1] === 'number' &&
    typeof row[2] === 'number' &&
    typeof row[3] === 'number' &&
    typeof row[4] === 'number' &&
    typeof row[5] === 'string' &&
    row[5].length === DIGEST_HEX_LENGTH
  )
}
