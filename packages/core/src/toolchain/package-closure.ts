import fs from 'node:fs'
import path from 'node:path'
import { fingerprintOf } from '../key/cache-key.ts'

/** The packages that a build may run. */
export interface PackageClosure {
  /** Sorted `name@version`, with what pnpm adds to it; `name absent` for one that isn't installed. */
  readonly installed: readonly string[]
  /** Packages linked from a folder that somebody edits: name and real folder. */
  readonly linked: readonly (readonly [name: string, folder: string])[]
}

/**
 * The packages reachable from the named ones through dependencies, optional dependencies and peers. Works on any
 * layout in which a package is found in a `node_modules` folder at or above its user: hoisted, isolated, linked.
 */
export function packageClosure(importers: ReadonlyMap<string, ReadonlySet<string>>): PackageClosure {
  const installed = new Set<string>()
  const linked = new Map<string, string>()
  const visited = new Set<string>()
  const queue = [...importers].flatMap(([name, folders]) => [...folders].map((folder) => ({ name, folder })))
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const folder = findPackageFolder(next.name, next.folder)
    if (folder === null) {
      installed.add(`${next.name} absent`)
      continue
    }
    if (visited.has(folder)) {
      continue
    }
    visited.add(folder)
    const manifest = readManifest(folder)
    if (folder.split(path.sep).includes('node_modules')) {
      installed.add(`${next.name}@${String(manifest.version)}${virtualStoreName(folder)}`)
    } else {
      linked.set(folder, next.name)
    }
    queue.push(...dependenciesOf(manifest).map((name) => ({ name, folder })))
  }
  return {
    installed: [...installed].sort(),
    linked: [...linked].map(([folder, name]) => [name, folder] as const).sort(),
  }
}

/** pnpm names the folder of an installed package by its peers and patches, which its version doesn't tell. */
function virtualStoreName(folder: string): string {
  const parts = folder.split(path.sep)
  const at = parts.lastIndexOf('.pnpm')
  return at === -1 ? '' : ` ${parts[at + 1]}`
}

/** The real folder of a package as seen from a folder, or null. */
function findPackageFolder(name: string, from: string): string | null {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name)
    if (fs.existsSync(path.join(candidate, 'package.json'))) {
      return fs.realpathSync(candidate)
    }
    if (path.dirname(folder) === folder) {
      return null
    }
  }
}

function dependenciesOf(manifest: Record<string, unknown>): readonly string[] {
  return ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((field) =>
    Object.keys((manifest[field] as Record<string, unknown> | undefined) ?? {}),
  )
}

function readManifest(folder: string): Record<string, unknown> {
  try {
    const manifest: unknown = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
    return typeof manifest === 'object' && manifest !== null ? (manifest as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

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
