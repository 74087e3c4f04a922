import path from 'node:path'
import { statPath } from '../fingerprint/file-stat.ts'

/** Files that a package manager rewrites whenever it changes what is installed. */
const MARKERS = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
  path.join('node_modules', '.package-lock.json'),
  path.join('node_modules', '.modules.yaml'),
  path.join('node_modules', '.yarn-state.yml'),
  path.join('node_modules', '.yarn-integrity'),
]

/** The marks of package managers that there are at and above a folder; absolute paths. */
export function installMarkerFiles(folder: string): readonly string[] {
  const files: string[] = []
  for (let current = folder; ; current = path.dirname(current)) {
    files.push(...MARKERS.map((marker) => path.join(current, marker)))
    if (path.dirname(current) === current) {
      return files.filter((file) => statPath(file).kind === 'file')
    }
  }
}

/**
 * Stats of the marks that package managers leave at and above a folder, as text: while it is the same, the same
 * packages are installed. Null without a mark inside a `node_modules`: an install could then go unnoticed.
 */
export function installMarkers(folder: string): string | null {
  const found: unknown[] = []
  let isInstalled = false
  for (let current = folder; ; current = path.dirname(current)) {
    for (const marker of MARKERS) {
      const file = path.join(current, marker)
      const state = statPath(file)
      if (state.kind === 'file') {
        const { size, mtimeMs, ctimeMs, ino } = state.stat
        found.push([file, size, mtimeMs, ctimeMs, ino])
        isInstalled ||= marker.startsWith('node_modules')
      }
    }
    if (path.dirname(current) === current) {
      return isInstalled ? JSON.stringify(found) : null
    }
  }
}
