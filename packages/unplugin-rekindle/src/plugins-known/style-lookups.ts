import fs from 'node:fs'
import path from 'node:path'
import type { Input } from '@rekindle/core'
import type { CallFacts, CallOutcome } from './known-plugin.ts'
import { type NamePlace, nameLookups } from './name-lookups.ts'
import { isInstalled, nearestManifest, packageAround, packageLookups } from './package-lookups.ts'
import { isPreprocessor, type StyleSource, styleSources } from './style-sources.ts'
import { styleSpecifiers } from './style-specifiers.ts'
import { tsconfigFiles } from './tsconfig-files.ts'

/**
 * What a stylesheet depends on besides the files that it declares, since native code and processes look its names up out
 * of sight: where each name could lead as well, and what says where the names of packages lead.
 */
export function styleLookups(call: CallFacts, outcome: CallOutcome): readonly Input[] {
  const { styles } = outcome
  const sources = styleSources(call, outcome)
  // A computed name is in the output when it leads nowhere, or to a file that is copied as it is.
  const { urls } = styleSpecifiers(outcome.code ?? '')
  const watched = outcome.watched.map((file) => path.resolve(file))
  if (watched.length + urls.length === 0 && !sources.some(hasNames)) {
    return []
  }
  const folders = [...new Set(sources.map(({ file }) => path.dirname(path.resolve(styles.root, file))))]
  const languages = sources.map(({ language }) => language)
  const isPreprocessed = languages.some(isPreprocessor)
  const isFromWorkingFolder = languages.some((language) => /^(?:less|styl)/.test(language))
  const place = (from: readonly string[]): NamePlace => ({
    folders: from,
    watched,
    isPreprocessed,
    isFromWorkingFolder,
    styles,
  })
  const inputs = [
    ...nameLookups({ imports: [], urls }, place(folders)),
    ...sources.flatMap((source) => nameLookups(source, place(foldersFor(source, folders)))),
    ...folders.filter((folder) => !isInstalled(path.join(folder, 'any'))).flatMap(nearestManifest),
    ...folders.flatMap((folder) => watched.flatMap((file) => ownerLookups(file, folder, isPreprocessed))),
  ]
  if (styles.followsTsconfig) {
    const configs = folders.flatMap((folder) => tsconfigFiles(path.join(folder, 'any')))
    inputs.push(...configs.map((name): Input => ({ kind: 'file', name })))
  }
  return [...new Map(inputs.map((input) => [`${input.kind} ${input.name}`, input])).values()]
}

function hasNames({ imports, urls }: StyleSource): boolean {
  return imports.length + urls.length > 0
}

/** Folders from which names of a source are looked up: its own, and that of the stylesheet which it becomes a part of. */
function foldersFor({ file, language }: StyleSource, folders: readonly string[]): readonly string[] {
  // Stylus goes back over the folders of all that led to a file.
  return /^styl/.test(language) ? folders : [...new Set([path.dirname(file), folders[0] ?? ''])]
}

/**
 * Where a file's package is looked for from the folder of a stylesheet that may import from it, by whatever name: aliases
 * give others. A link to the package may be led elsewhere, so the file counts by that way too.
 */
function ownerLookups(file: string, folder: string, isPreprocessed: boolean): readonly Input[] {
  const owner = packageAround(file, folder)
  if (owner === null) {
    return []
  }
  const lookups = packageLookups(owner.name, folder)
  const found = path.dirname(lookups.at(-1)?.name ?? '')
  if (isInstalled(path.join(found, 'any')) || realPath(found) !== owner.folder) {
    return lookups
  }
  const linked = path.join(found, path.relative(owner.folder, file))
  const listed: readonly Input[] = isPreprocessed ? [{ kind: 'directory', name: path.dirname(linked) }] : []
  return [...lookups, { kind: 'file', name: linked }, ...listed]
}

function realPath(folder: string): string | null {
  try {
    return fs.realpathSync.native(folder)
  } catch {
    return null
  }
}
