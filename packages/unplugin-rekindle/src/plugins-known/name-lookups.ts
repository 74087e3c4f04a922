import path from 'node:path'
import { type Input, statPath } from '@rekindle/core'
import { isInstalled, packageLookups, packageOf } from './package-lookups.ts'
import type { StyleFacts } from './style-facts.ts'
import type { StyleSpecifiers } from './style-specifiers.ts'

/** From where names are looked up, and what is known of the result that they are for. */
export interface NamePlace {
  readonly folders: readonly string[]
  /** Files that the result was made from; absolute paths. */
  readonly watched: readonly string[]
  /** Whether a preprocessor looks, which tries many endings; they are told by listing the folder. */
  readonly isPreprocessed: boolean
  /** Whether Less or Stylus looks. */
  readonly isFromWorkingFolder: boolean
  readonly styles: StyleFacts
}

/** Where names lead, and where they would lead if something appeared there. */
export function nameLookups({ imports, urls }: StyleSpecifiers, place: NamePlace): readonly Input[] {
  const isPreprocessed = place.isPreprocessed
  return [
    ...imports.flatMap((name) => lookups(name, place, (target) => importTargets(target, isPreprocessed))),
    ...(place.isFromWorkingFolder ? imports.flatMap(fallbacks) : []),
    ...urls.flatMap((name) => lookups(name, place, (target) => [{ kind: 'file', name: target }])),
  ]
}

/**
 * @param inputsOf What to look at for an absolute path that a name may mean.
 */
function lookups(
  name: string,
  place: NamePlace,
  inputsOf: (target: string) => readonly Input[],
): readonly Input[] {
  const { folders, styles } = place
  if (name.startsWith('#')) {
    // A package's own name for something, which its manifest explains.
    return []
  }
  if (name.startsWith('/')) {
    const bases = styles.publicFolder === null ? [styles.root] : [styles.root, styles.publicFolder]
    return [
      ...bases.flatMap((base) => inputsOf(path.join(base, name))),
      { kind: 'file', name: path.resolve(name) },
    ]
  }
  const targets = folders.map((folder) => path.resolve(folder, name))
  // In an installed package nothing appears.
  const beside = targets.filter((target) => !isInstalled(target)).flatMap(inputsOf)
  // What is found beside a stylesheet comes before packages.
  if (/^\.\.?(?:\/|$)/.test(name) || targets.some((target) => isFound(target, place))) {
    return beside
  }
  // Less and Stylus look into the working folder's packages as well.
  const starts = new Set(place.isFromWorkingFolder ? [...folders, process.cwd()] : folders)
  return [...beside, ...[...starts].flatMap((from) => packageLookups(packageOf(name), from))]
}

/** Less looks into the working folder for what it finds nowhere else. */
function fallbacks(name: string): readonly Input[] {
  const targets = ['.', 'node_modules'].map((folder) => path.resolve(folder, `./${name}`))
  return targets.flatMap((target) => [target, `${target}.less`]).map((each) => ({ kind: 'file', name: each }))
}

function isFound(target: string, { watched }: NamePlace): boolean {
  return watched.some((file) => file === target || importNames(file).includes(target))
}

/** Paths by which a stylesheet imports a file: without ending and mark of a part, and the folder of an index. */
function importNames(file: string): readonly string[] {
  const { dir, name } = path.parse(file)
  const bare = name.replace(/^_/, '')
  return bare === 'index' ? [path.join(dir, bare), dir] : [path.join(dir, bare)]
}

function importTargets(target: string, isPreprocessed: boolean): readonly Input[] {
  const pattern = /^(.*?)[\\/][^\\/]*[*?{[]/.exec(target)
  if (pattern !== null) {
    return [{ kind: 'tree', name: pattern[1] ?? target }]
  }
  if (isPreprocessed) {
    return [path.dirname(target), target].map((name) => ({ kind: 'directory', name }))
  }
  const inputs: Input[] = [target, `${target}.css`].map((name) => ({ kind: 'file', name }))
  return statPath(target).kind === 'directory'
    ? [...inputs, { kind: 'file', name: path.join(target, 'package.json') }]
    : inputs
}
