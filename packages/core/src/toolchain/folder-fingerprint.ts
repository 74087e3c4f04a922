import fs from 'node:fs'
import path from 'node:path'
import { fingerprintOf } from '../key/cache-key.ts'

/** Content of every file of a linked package, but what it has installed and what is hidden. */
export function folderFingerprint(folder: string): string {
  const parts: string[] = []
  const visit = (current: string): void => {
    for (const entry of fs.readdirSync(current, { withFileTypes: true })) {
      const full = path.join(current, entry.name)
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) {
          visit(full)
        }
      } else if (entry.isFile()) {
        parts.push(`${path.relative(folder, full)} ${fingerprintOf(fs.readFileSync(full))}`)
      }
    }
  }
  try {
    visit(folder)
  } catch {
    parts.push('unreadable')
  }
  return fingerprintOf(parts.sort().join('\n'))
}
