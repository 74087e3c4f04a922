import fs from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { fingerprintOf } from '../key/cache-key.ts'
import { importSpecifiers, packageNameOf } from './import-specifiers.ts'
import { collectLocalSources } from './local-sources.ts'

/** What a linked package consists of. */
export interface FolderSources {
  /** Of every file, but what the package has installed and what is hidden; and of those elsewhere that it imports by their path. */
  readonly fingerprint: string
  /** Packages that its files import. */
  readonly imports: readonly string[]
}

const CODE: RegExp = /\.(?:[cm]?[jt]sx?|vue|svelte)$/

/** Links are followed. `folder` is a real path. */
export function readFolderSources(folder: string): FolderSources {
  const parts: string[] = []
  const imports = new Set<string>()
  /** Files that import one outside of the folder. */
  const leaving: string[] = []
  const visited = new Set<string>()
  const visit = (current: string): void => {
    // Links may lead back.
    const real = fs.realpathSync(current)
    if (visited.has(real)) {
      return
    }
    visited.add(real)
    for (const entry of fs.readdirSync(current, { withFileTypes: true })) {
      const full = path.join(current, entry.name)
      const kind = entry.isSymbolicLink() ? fs.statSync(full, { throwIfNoEntry: false }) : entry
      if (kind?.isDirectory() === true) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) {
          visit(full)
        }
      } else if (kind?.isFile() === true) {
        const content = fs.readFileSync(full)
        parts.push(`${path.relative(folder, full)} ${fingerprintOf(content)}`)
        const specifiers = CODE.test(entry.name) ? importSpecifiers(content.toString()) : []
        note(specifiers.map(packageNameOf))
        const realFile = entry.isSymbolicLink() ? fs.realpathSync(full) : path.join(real, entry.name)
        if (specifiers.some((specifier) => leadsOut(realFile, specifier, folder))) {
          leaving.push(realFile)
        }
      }
    }
  }
  const note = (names: Iterable<string | null>): void => {
    for (const name of names) {
      if (name !== null && !isBuiltin(name)) {
        imports.add(name)
      }
    }
  }
  try {
    visit(folder)
  } catch {
    parts.push('unreadable')
  }
  const { files, packages } = collectLocalSources(leaving, new Map())
  for (const [file, text] of files) {
    parts.push(`${path.relative(folder, file)} ${fingerprintOf(text)}`)
  }
  note(packages.keys())
  return { fingerprint: fingerprintOf(parts.sort().join('\n')), imports: [...imports].sort() }
}

/** Whether a specifier in a file names a file outside of the folder. */
function leadsOut(file: string, specifier: string, folder: string): boolean {
  if (!specifier.startsWith('.')) {
    return path.isAbsolute(specifier)
  }
  const relative = path.relative(folder, path.resolve(path.dirname(file), specifier))
  return relative.startsWith('..') || path.isAbsolute(relative)
}
