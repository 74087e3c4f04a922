import fs from 'node:fs'
import path from 'node:path'
import { fingerprintOf } from '../key/cache-key.ts'

/** A package that the build may run, by what its code is a function of. */
interface InstalledPackage {
  /** `name@version`, or `name#content` for a package that is linked from a folder somebody edits. */
  readonly identity: string
  readonly folder: string
  readonly dependencies: readonly string[]
}

/**
 * The packages reachable from the named ones through dependencies, optional dependencies and peers, as sorted
 * identities. Works on any layout in which a package is found in a `node_modules` folder at or above its user:
 * hoisted, isolated, linked. Packages that aren't installed are named as absent.
 */
export function packageClosure(
  importers: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const identities = new Set<string>()
  const visited = new Set<string>()
  const queue = [...importers].flatMap(([name, folders]) => [...folders].map((folder) => ({ name, folder })))
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const folder = findPackageFolder(next.name, next.folder)
    if (folder === null) {
      identities.add(`${next.name} absent`)
      continue
    }
    if (visited.has(folder)) {
      continue
    }
    visited.add(folder)
    const found = readPackage(next.name, folder)
    identities.add(found.identity)
    queue.push(...found.dependencies.map((name) => ({ name, folder })))
  }
  return [...identities].sort()
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

function readPackage(name: string, folder: string): InstalledPackage {
  const manifest = readManifest(folder)
  const isLinked = !folder.split(path.sep).includes('node_modules')
  const version = typeof manifest['version'] === 'string' ? manifest['version'] : '?'
  return {
    identity: isLinked ? `${name}#${folderFingerprint(folder)}` : `${name}@${version}`,
    folder,
    dependencies: ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((field) =>
      Object.keys((manifest[field] as Record<string, unknown> | undefined) ?? {}),
    ),
  }
}

function readManifest(folder: string): Record<string, unknown> {
  try {
    const manifest: unknown = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
    return typeof manifest === 'object' && manifest !== null ? (manifest as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Content of every file of a linked package but what it installed, keeps in version control or cached. */
function folderFingerprint(folder: string): string {
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
