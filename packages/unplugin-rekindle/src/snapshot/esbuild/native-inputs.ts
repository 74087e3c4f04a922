import fs from 'node:fs'
import path from 'node:path'
import type { SnapshotRefusal, TimedInput } from '@rekindle/core'
import type { BuildOptions, Metafile } from 'esbuild'
import { extendedConfigs } from '../extended-configs.ts'
import { linksIn } from '../folder-links.ts'
import { type NativeSearch, unseenInputs } from '../unseen-inputs.ts'
import { foldersOfConfigs, placesBeforeFolders } from './outside-places.ts'
import { configsOfPackages } from './package-configs.ts'
import { patternFolders } from './pattern-folders.ts'
import { sourceMapFiles } from './source-map-files.ts'
import type { ToldByPlugins } from './told-by-plugins.ts'

/** A build by esbuild, as far as it decides what esbuild's own process reads. */
export interface NativeBuild {
  /** As they are once all plugins are set up. */
  readonly options: BuildOptions
  /** Absolute path; those of the metafile are relative to it. */
  readonly folder: string
  readonly metafile: Pick<Metafile, 'inputs'>
  readonly told: ToldByPlugins
}

const DISABLED: RegExp = /^\(disabled\):/
const INSTALLED = `${path.sep}node_modules${path.sep}`
const PACKAGE_NAME: RegExp = /^(?:@[^/\\]+\/)?[^/\\@.:]?[^/\\:]*/
/** What may be the config of a compiler: one that another one extends may have any name. */
const CONFIG: RegExp = /(?<![\\/]package)\.json$/

/** Modules that are files, and those that a package leaves out for browsers; absolute paths. */
export function modulesOf({ folder, metafile }: NativeBuild): readonly string[] {
  return Object.keys(metafile.inputs).map((name) => path.resolve(folder, name.replace(DISABLED, '')))
}

/**
 * What esbuild's process may have looked at besides modules: as with other native code, names, manifests and configs; links, which it
 * follows; packages that it looks for and leaves alone; maps of modules; and what the options name.
 */
export function nativeInputs(
  search: NativeSearch,
  build: NativeBuild,
): readonly TimedInput[] | SnapshotRefusal {
  const { options, folder, told } = build
  const importers = [...search.modules, ...told.places, ...foldersOfOptions(options, folder)]
  const unseen = unseenInputs({ ...search, modules: importers })
  if (!Array.isArray(unseen)) {
    return unseen
  }
  const isPlugged = unseen.some(({ name }) =>
    PLUGGED.some((file) => fs.existsSync(path.join(path.dirname(name), file))),
  )
  if (isPlugged) {
    return { kind: 'use', detail: 'packages in archives (Plug and Play)' }
  }
  const found: TimedInput[] = []
  const add = (kind: 'file' | 'directory' | 'place' | 'tree', name: string): void => {
    found.push({ kind, name, readAtMs: search.startedAtMs, isRead: true })
  }
  for (const file of [
    ...search.modules,
    ...told.files,
    ...configsOf(options, folder),
    ...mapsOf(build, search.modules),
  ]) {
    add('file', file)
  }
  for (const place of [
    ...told.folders,
    ...insideOfPackages(search.modules),
    ...nodePathsOf(options, folder),
  ]) {
    add('directory', place)
  }
  for (const place of patternFolders(options, folder, build.metafile)) {
    // In the project all names count anyway.
    if (place.includes(INSTALLED) || !`${place}${path.sep}`.startsWith(search.root + path.sep)) {
      add('tree', place)
    }
  }
  for (const place of packagesLookedFor(build, importers)) {
    add('directory', place)
    add('file', path.join(place, 'package.json'))
  }
  const folders = new Set(
    [...unseen, ...found].filter(({ kind }) => kind === 'directory').map(({ name }) => name),
  )
  for (const place of folders) {
    for (const link of linksIn(place).links) {
      add('place', link)
    }
  }
  const configs = [...unseen, ...found].filter(({ kind, name }) => kind === 'file' && CONFIG.test(name))
  const extended = configsOfPackages(configs.map(({ name }) => name))
  if (!Array.isArray(extended)) {
    return extended as SnapshotRefusal
  }
  for (const file of extended as readonly string[]) {
    add('file', file)
  }
  const outside = foldersOfConfigs(search.root, [...configs.map(({ name }) => name), ...extended])
  if (!(outside instanceof Set)) {
    return outside as SnapshotRefusal
  }
  for (const place of outside as ReadonlySet<string>) {
    add('tree', place)
  }
  for (const place of placesBeforeFolders(search.root, search.modules, options.resolveExtensions)) {
    add('place', place)
  }
  return [...unseen, ...found]
}

const PLUGGED = ['.pnp.cjs', '.pnp.js', '.pnp.data.json']

/** Places from which names in the options are looked for, each as a file in it. */
function foldersOfOptions({ stdin, tsconfig }: BuildOptions, folder: string): readonly string[] {
  const from = [folder, ...(stdin?.resolveDir === undefined ? [] : [path.resolve(folder, stdin.resolveDir)])]
  return [
    ...from.map((place) => path.join(place, 'named')),
    ...(tsconfig === undefined ? [] : [path.resolve(folder, tsconfig)]),
  ]
}

function configsOf({ tsconfig }: BuildOptions, folder: string): readonly string[] {
  if (tsconfig === undefined) {
    return []
  }
  const file = path.resolve(folder, tsconfig)
  return [file, ...extendedConfigs([file])]
}

function nodePathsOf({ nodePaths = [] }: BuildOptions, folder: string): readonly string[] {
  return nodePaths.map((place) => path.resolve(folder, place))
}

/** Folders of installed packages in which modules were found by names that may mean another file there. */
function insideOfPackages(modules: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const module of modules) {
    for (
      let current = path.dirname(module);
      current.includes(INSTALLED) && !folders.has(current);
      current = path.dirname(current)
    ) {
      folders.add(current)
    }
  }
  return folders
}

/**
 * Folders of packages that are named in imports, or by an alias, everywhere where one is looked for: also one that turns out to lack
 * what is asked of it.
 */
function packagesLookedFor(build: NativeBuild, importers: readonly string[]): ReadonlySet<string> {
  const { options, folder, metafile } = build
  const named = new Set<string>()
  const places = new Map<string, Set<string>>()
  const look = (from: string, name: string): void => {
    const [bare] = PACKAGE_NAME.exec(name) ?? []
    if (bare === undefined || bare === '' || name.startsWith('.') || path.isAbsolute(name)) {
      return
    }
    const names = places.get(from) ?? new Set()
    places.set(from, names.add(bare))
    named.add(bare)
  }
  for (const [importer, { imports }] of Object.entries(metafile.inputs)) {
    const from = path.dirname(path.resolve(folder, importer.replace(DISABLED, '')))
    for (const { original, path: target, external } of imports) {
      look(from, original ?? (external === true ? target : ''))
    }
  }
  for (const target of Object.values(options.alias ?? {})) {
    look(folder, target)
  }
  for (const entry of entriesOf(options)) {
    look(folder, entry)
  }
  const found = new Set<string>()
  const addFrom = (top: string, name: string): void => {
    const place = path.join(top, name)
    if (fs.statSync(place, { throwIfNoEntry: false }) !== undefined) {
      found.add(place)
    }
  }
  for (const [from, names] of places) {
    for (let current = from; ; current = path.dirname(current)) {
      for (const name of names) {
        addFrom(path.join(current, 'node_modules'), name)
      }
      if (path.dirname(current) === current) {
        break
      }
    }
  }
  // From a plugin's module nobody knows where a name is looked for.
  const tops = [
    ...nodePathsOf(options, folder),
    ...importers.map((file) => path.join(path.dirname(file), 'node_modules')),
  ]
  for (const top of new Set(tops)) {
    for (const name of named) {
      addFrom(top, name)
    }
  }
  return found
}

function entriesOf({ entryPoints = [] }: BuildOptions): readonly string[] {
  const entries: readonly unknown[] = Array.isArray(entryPoints) ? entryPoints : Object.values(entryPoints)
  return entries.map((entry) =>
    typeof entry === 'string' ? entry : String(Reflect.get(entry as object, 'in')),
  )
}

function mapsOf({ options }: NativeBuild, modules: readonly string[]): readonly string[] {
  if (options.sourcemap === undefined || options.sourcemap === false) {
    return []
  }
  return modules.flatMap((module) => {
    let bytes: Buffer
    try {
      bytes = fs.readFileSync(module)
    } catch {
      return []
    }
    return bytes.includes('sourceMappingURL=')
      ? sourceMapFiles(bytes.toString('utf8'), path.dirname(module))
      : []
  })
}
