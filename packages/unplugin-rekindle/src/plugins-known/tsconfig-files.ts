import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const EXTENDS: RegExp = /"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/

/**
 * The tsconfig.json that a native transformer finds for a file, with all that it extends, and the places above
 * the file where a nearer one could appear.
 */
export function tsconfigFiles(file: string): readonly string[] {
  const files: string[] = []
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'tsconfig.json')
    files.push(candidate)
    if (fs.existsSync(candidate)) {
      return [...files, ...extendedConfigs(candidate, new Set([candidate]))]
    }
    if (path.dirname(folder) === folder) {
      return files
    }
  }
}

function extendedConfigs(config: string, seen: Set<string>): readonly string[] {
  const source = readText(config)
  const specifiers = [...(EXTENDS.exec(source)?.[1]?.matchAll(/"([^"]+)"/g) ?? [])].map(
    (match) => match[1] ?? '',
  )
  return specifiers.flatMap((specifier) => {
    const target = resolveExtended(config, specifier)
    if (target === null || seen.has(target)) {
      return []
    }
    seen.add(target)
    return [target, ...extendedConfigs(target, seen)]
  })
}

function resolveExtended(config: string, specifier: string): string | null {
  if (specifier.startsWith('.') || path.isAbsolute(specifier)) {
    const target = path.resolve(path.dirname(config), specifier)
    return target.endsWith('.json') ? target : `${target}.json`
  }
  const require = createRequire(config)
  for (const candidate of [specifier, `${specifier}.json`, `${specifier}/tsconfig.json`]) {
    try {
      return require.resolve(candidate)
    } catch {
      // The next spelling.
    }
  }
  return null
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
