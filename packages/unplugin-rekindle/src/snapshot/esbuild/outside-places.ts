import fs from 'node:fs'
import path from 'node:path'
import type { SnapshotRefusal } from '@rekindle/core'

const INSTALLED = `${path.sep}node_modules${path.sep}`
/** What esbuild adds to names by itself. */
const ENDINGS = ['.tsx', '.ts', '.jsx', '.js', '.css', '.json']

const PATHS: RegExp = /"paths"\s*:\s*\{([^}]*)\}/g
const BASE: RegExp = /"baseUrl"\s*:\s*"((?:[^"\\]|\\.)*)"/
const TEXT: RegExp = /"((?:[^"\\]|\\.)*)"/g

/**
 * Files that would come before a folder outside of the project in which, or below which, a module was found; there may be none. Inside
 * of it all names count anyway. Absolute paths.
 */
export function placesBeforeFolders(
  root: string,
  modules: readonly string[],
  endings: readonly string[] = ENDINGS,
): ReadonlySet<string> {
  const places = new Set<string>()
  const seen = new Set<string>()
  for (const module of modules) {
    const isOutside = !isWithin(module, root) && !module.includes(INSTALLED)
    for (
      let folder = path.dirname(module);
      isOutside && !seen.has(folder) && path.dirname(folder) !== folder;
      folder = path.dirname(folder)
    ) {
      seen.add(folder)
      for (const ending of endings) {
        places.add(folder + ending)
      }
    }
  }
  return places
}

/** Folders outside of the project in which a config of a compiler has names looked for, with all below them. Absolute paths. */
export function foldersOfConfigs(
  root: string,
  configs: readonly string[],
): ReadonlySet<string> | SnapshotRefusal {
  const folders = new Set<string>()
  for (const config of configs) {
    const text = textOf(config)
    const [, baseUrl = '.'] = BASE.exec(text) ?? []
    const base = path.resolve(path.dirname(config), baseUrl)
    if (BASE.test(text) && !isWithin(base, root)) {
      return { kind: 'use', detail: `${path.basename(config)}, whose baseUrl is outside of the project` }
    }
    for (const [, block = ''] of text.matchAll(PATHS)) {
      for (const [, target = ''] of block.matchAll(TEXT)) {
        const [start = ''] = target.split('*')
        const place = path.resolve(base, start)
        if (/^\.|^\//.test(target) && !isWithin(place, root)) {
          folders.add(start.endsWith('/') ? place : path.dirname(place))
        }
      }
    }
  }
  return folders
}

function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder + path.sep)
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
