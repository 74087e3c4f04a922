import fs from 'node:fs'
import path from 'node:path'

const PATHS: RegExp = /"paths"\s*:\s*\{([^}]*)\}/g
const BASE: RegExp = /"baseUrl"\s*:\s*"((?:[^"\\]|\\.)*)"/g
const TEXT: RegExp = /"((?:[^"\\]|\\.)*)"/g

/** A folder in which modules are looked for. */
export interface SearchedFolder {
  /** Absolute path. */
  readonly folder: string
  /** Whether also in all folders below it. */
  readonly isDeep: boolean
}

/** Where configs of compilers (`paths`, `baseUrl`) have modules looked for, whether there are any or not. Absolute paths. */
export function foldersOfPaths(configs: Iterable<string>): readonly SearchedFolder[] {
  const texts = [...configs].map((config) => [path.dirname(config), textOf(config)] as const)
  // Those of one config are relative to the base that another one may give.
  const bases = texts.flatMap(([folder, text]) =>
    [...text.matchAll(BASE)].map(([, base = '']) => path.resolve(folder, base)),
  )
  const named = texts.flatMap(([folder, text]) =>
    [...text.matchAll(PATHS)]
      .flatMap(([, block = '']) => [...block.matchAll(TEXT)].map(([, name = '']) => name))
      .flatMap((name) => [folder, ...bases].map((base) => searched(base, name))),
  )
  return [...bases.map((folder) => ({ folder, isDeep: true })), ...named]
}

function searched(base: string, name: string): SearchedFolder {
  const [before = '', ...rest] = name.split('*')
  const place = path.resolve(base, before)
  return rest.length > 0 && /(?:^|[\\/])$/.test(before)
    ? { folder: place, isDeep: true }
    : { folder: path.dirname(place), isDeep: rest.length > 0 }
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
