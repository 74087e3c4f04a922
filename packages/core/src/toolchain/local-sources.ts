import fs from 'node:fs'
import path from 'node:path'
import { statPath } from '../fingerprint/file-stat.ts'
import { importSpecifiers, namedModules, packageNameOf } from './import-specifiers.ts'

/** A file that decides how the build works, with everything local that it imports. */
export interface LocalSources {
  /** Absolute path -> text. */
  readonly files: ReadonlyMap<string, string>
  /** Package name -> folders that import it. */
  readonly packages: ReadonlyMap<string, ReadonlySet<string>>
}

const EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json', '.tsx', '.jsx']
const SUFFIXES = ['', ...EXTENSIONS, ...EXTENSIONS.map((extension) => `/index${extension}`)]

/**
 * Follows relative imports from the given files. A file that can't be read is left out. `texts` are sources by
 * path that stand for files which may be gone by now. `namingFiles` are those of the entries in which a plugin may be
 * named by a text that a tool resolves.
 */
export function collectLocalSources(
  entries: readonly string[],
  texts: ReadonlyMap<string, string>,
  namingFiles: ReadonlySet<string> = new Set(),
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
    const named = namingFiles.has(file) ? namedModules(source) : []
    for (const specifier of new Set([...importSpecifiers(source), ...named])) {
      const name = packageNameOf(specifier)
      if (name !== null) {
        packages.set(name, (packages.get(name) ?? new Set()).add(folder))
      } else if (specifier.startsWith('.') || path.isAbsolute(specifier)) {
        queue.push(...localCandidates(folder, specifier))
      }
    }
  }
  return { files, packages }
}

/** All files that a specifier could mean: loaders don't agree on which of them comes first. */
function localCandidates(folder: string, specifier: string): readonly string[] {
  const base = path.resolve(folder, specifier.replace(/[?#].*$/, ''))
  // A TypeScript source is imported by the name of its output.
  const sources = ['ts', 'tsx'].map((extension) => base.replace(/\.([cm]?)jsx?$/, `.$1${extension}`))
  return [...new Set([...SUFFIXES.map((suffix) => base + suffix), ...sources])].filter(isFile)
}

function isFile(file: string): boolean {
  return statPath(file).kind === 'file'
}

function readText(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
