import fs from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { fingerprintOf } from '../key/cache-key.ts'
import { importSpecifiers, packageNameOf } from './import-specifiers.ts'

/** What a linked package consists of. */
export interface FolderSources {
  /** Of every file, but what the package has installed and what is hidden. */
  readonly fingerprint: string
  /** Packages that its files import. */
  readonly imports: readonly string[]
}

const CODE: RegExp = /\.(?:[cm]?[jt]sx?|vue|svelte)$/

export function readFolderSources(folder: string): FolderSources {
  const parts: string[] = []
  const imports = new Set<string>()
  const visit = (current: string): void => {
    for (const entry of fs.readdirSync(current, { withFileTypes: true })) {
      const full = path.join(current, entry.name)
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) {
          visit(full)
        }
      } else if (entry.isFile()) {
        const content = fs.readFileSync(full)
        parts.push(`${path.relative(folder, full)} ${fingerprintOf(content)}`)
        const names = CODE.test(entry.name) ? importSpecifiers(content.toString()).map(packageNameOf) : []
        for (const name of names) {
          if (name !== null && !isBuiltin(name)) {
            imports.add(name)
          }
        }
      }
    }
  }
  try {
    visit(folder)
  } catch {
    parts.push('unreadable')
  }
  return { fingerprint: fingerprintOf(parts.sort().join('\n')), imports: [...imports].sort() }
}
