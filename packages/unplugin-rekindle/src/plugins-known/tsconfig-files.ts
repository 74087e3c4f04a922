import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

interface TsConfig {
  readonly extends?: string | readonly string[]
  readonly references?: readonly { readonly path?: string }[]
}

/**
 * The tsconfig.json that a native transformer finds for a file, with all that it extends and refers to, and the places
 * where a nearer one could appear.
 */
export function tsconfigFiles(file: string): readonly string[] {
  if (!path.isAbsolute(file)) {
    return []
  }
  const files = new Set<string>()
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'tsconfig.json')
    if (fs.existsSync(candidate)) {
      addWithNamed(candidate, files)
      return [...files]
    }
    files.add(candidate)
    if (path.dirname(folder) === folder) {
      return [...files]
    }
  }
}

/** Adds a config with all that it extends and refers to, whether these exist or not. */
function addWithNamed(config: string, files: Set<string>): void {
  if (files.has(config)) {
    return
  }
  files.add(config)
  const { extends: extended = [], references = [] } = readConfig(config)
  for (const specifier of [extended].flat()) {
    for (const candidate of extendedCandidates(config, String(specifier))) {
      addWithNamed(candidate, files)
    }
  }
  for (const reference of Array.isArray(references) ? references : []) {
    const target = path.resolve(path.dirname(config), String(reference?.path))
    addWithNamed(target, files)
    addWithNamed(path.join(target, 'tsconfig.json'), files)
  }
}

/**
 * All files that `extends` may mean: the name as it is or with the ending, a path beside the config or one in an installed
 * package at or above it. Those that don't exist could appear; the manifest of a package may point elsewhere.
 */
function extendedCandidates(config: string, specifier: string): readonly string[] {
  const folder = path.dirname(config)
  if (/^\.\.?(?:\/|$)/.test(specifier) || path.isAbsolute(specifier)) {
    return withEndings(path.resolve(folder, specifier))
  }
  const packageName = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier
  const candidates: string[] = []
  for (let level = folder; ; level = path.dirname(level)) {
    const modules = path.join(level, 'node_modules')
    candidates.push(
      path.join(modules, packageName, 'package.json'),
      ...withEndings(path.join(modules, specifier)),
    )
    const isThere = fs.existsSync(path.join(modules, packageName))
    if (isThere || path.dirname(level) === level) {
      return isThere ? [...candidates, ...pointedTo(path.join(modules, packageName))] : candidates
    }
  }
}

/** What the manifest of a package may name as its config: by `exports`, `tsconfig` or `main`. */
function pointedTo(packageFolder: string): readonly string[] {
  const manifest = readConfig(path.join(packageFolder, 'package.json')) as Readonly<Record<string, unknown>>
  const texts = JSON.stringify([manifest['tsconfig'], manifest['main'], manifest['exports']]).matchAll(
    /"([^"\\]+\.jsonc?)"/g,
  )
  return [...texts].map((match) => path.join(packageFolder, match[1] ?? ''))
}

function withEndings(target: string): readonly string[] {
  return target.endsWith('.json') ? [target] : [target, `${target}.json`, path.join(target, 'tsconfig.json')]
}

/** Comments and commas at the end are allowed. What can't be read has nothing in it. */
function readConfig(file: string): TsConfig {
  const { parse } = jsonc()
  try {
    const config: unknown = parse(fs.readFileSync(file, 'utf8'), [], { allowTrailingComma: true })
    return typeof config === 'object' && config !== null ? (config as TsConfig) : {}
  } catch {
    return {}
  }
}

/** Loaded where there is a tsconfig.json: many projects have none. */
function jsonc(): typeof import('jsonc-parser') {
  return createRequire(import.meta.url)('jsonc-parser') as typeof import('jsonc-parser')
}
