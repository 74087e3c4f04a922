import fs from 'node:fs'
import path from 'node:path'
import { importSpecifiers, packageNameOf } from './import-specifiers.ts'

/** A file that decides how the build works, with everything local that it imports. */
export interface LocalSources {
  /** Absolute path -> text. */
  readonly files: ReadonlyMap<string, string>
  /** Package name -> folders that import it. */
  readonly packages: ReadonlyMap<string, ReadonlySet<string>>
}

const SUFFIXES = [
  '',
  '.ts',
  '.mts',
  '.cts',
  '.js',
  '.mjs',
  '.cjs',
  '.json',
  '.tsx',
  '.jsx',
  '/index.ts',
  '/index.js',
]

/**
 * Follows relative imports from the given files. A file that can't be read is left out. `texts` are sources by
 * path that stand for files which may be gone by now.
 */
export function collectLocalSources(
  entries: readonly string[],
  texts: ReadonlyMap<string, string>,
): LocalSources {
  const files = new Map<string, string>()
  const packages = new Map<string, Set<string>>()
  const queue = [...entries, ...texts.keys()]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (files.has(file)) {
      continue
    }
    const source = texts.get(file) ?? readText(file)
    if (source === null) {
      continue
    }
    files.set(file, source)
    const folder = path.dirname(file)
    for (const specifier of importSpecifiers(source)) {
      const name = packageNameOf(specifier)
      if (name !== null) {
        packages.set(name, (packages.get(name) ?? new Set()).add(folder))
      } else if (specifier.startsWith('.') || path.isAbsolute(specifier)) {
        const target = resolveLocal(folder, specifier)
        if (target !== null) {
          queue.push(target)
        }
      }
    }
  }
  return { files, packages }
}

function resolveLocal(folder: string, specifier: string): string | null {
  const base = path.resolve(folder, specifier.replace(/[?#].*$/, ''))
  // A TypeScript source is imported by the name of its output.
  const stem = base.replace(/\.([cm]?)js$/, '.$1ts')
  const candidates = [...SUFFIXES.map((suffix) => base + suffix), stem]
  return candidates.find((candidate) => isFile(candidate)) ?? null
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
}

function readText(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
