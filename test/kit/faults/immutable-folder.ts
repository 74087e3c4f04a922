import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** Forbids or allows everybody, root included, to create and delete files in a folder. */
export function setImmutable(folder: string, isImmutable: boolean): void {
  const { status, stderr, error } = spawnSync('chattr', [isImmutable ? '+i' : '-i', folder], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(error?.message ?? stderr)
}

/** Why `setImmutable` doesn't work beside a folder; null when it does. */
export function whyNoImmutableFolder(beside: string): string | null {
  const folder = fs.mkdtempSync(path.join(beside, 'immutable-'))
  try {
    setImmutable(folder, true)
    setImmutable(folder, false)
    return null
  } catch (error) {
    return `attributes can't be set: ${(error as Error).message.trim()}`
  } finally {
    fs.rmdirSync(folder)
  }
}
