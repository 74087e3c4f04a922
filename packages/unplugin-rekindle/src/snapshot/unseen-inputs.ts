import path from 'node:path'
import { installMarkerFiles, type SnapshotRefusal, type TimedInput } from '@rekindle/core'
import { fileOfId } from '../plugins-known/known-plugin.ts'
import { extendedConfigs } from './extended-configs.ts'
import { linksIn } from './folder-links.ts'
import { foldersOfPaths } from './paths-of-configs.ts'
import { findFolders } from './project-folders.ts'

/** What native code of a bundler may look at. */
export interface NativeSearch {
  /** Absolute path. */
  readonly root: string
  /** Ids of all modules, as the bundler gives them. */
  readonly modules: readonly string[]
  /** Folders that the build makes. */
  readonly overlooked: ReadonlySet<string>
  readonly startedAtMs: number
  /** Configs of compilers that the options name; absolute paths. */
  readonly configs?: readonly string[]
}

const INSTALLED: RegExp = /[\\/]node_modules(?:[\\/]|$)/
const COMPILER_CONFIG: RegExp = /^[tj]sconfig(?:\.[^/]*)?\.json$/

/**
 * What native code may have looked at to find and read the modules of a build: nobody sees it, so that all of it counts. The names in
 * all folders of the project and of linked packages, the installed packages that its modules can reach, manifests, and the configs
 * of compilers.
 */
export function unseenInputs(search: NativeSearch): readonly TimedInput[] | SnapshotRefusal {
  const { root, modules, overlooked, startedAtMs } = search
  const files = modules.map((id) => fileOfId(id.replace(/^\0+/, ''))).filter((file) => path.isAbsolute(file))
  const own = files.filter((file) => !INSTALLED.test(path.relative(root, file)) || !INSTALLED.test(file))
  // Of a folder that only has one of outputs somewhere below it all other names count.
  const around = [...overlooked].filter(
    (place) => !INSTALLED.test(place) && own.some((file) => isBelow(file, place)),
  )
  const tops = new Set([root, ...around, ...own.filter((file) => !isBelow(file, root)).map(path.dirname)])
  const found = findFolders([...tops], overlooked)
  if (found === null) {
    return { kind: 'use', detail: 'a project of too many folders' }
  }
  const inputs = new Inputs(startedAtMs)
  for (const [folder, { names, links }] of found) {
    inputs.add('directory', folder)
    for (const name of names) {
      if (COMPILER_CONFIG.test(name)) {
        inputs.add('file', path.join(folder, name))
      }
    }
    for (const link of links) {
      inputs.add('place', path.join(folder, link))
    }
  }
  // What lies between the project and modules outside of it may come before them.
  for (const folder of foldersBetween(root, tops)) {
    inputs.add('directory', folder)
  }
  const markers = installMarkerFiles(root)
  for (const marker of markers) {
    inputs.add('file', marker)
  }
  // Where no package manager has left a mark, installed packages are as uncertain as the rest.
  const importers = markers.some((marker) => INSTALLED.test(marker)) ? own : files
  const folders = ancestorsOf(importers.map(path.dirname))
  for (const folder of folders) {
    addInstalled(inputs, folder, found.get(folder)?.names, overlooked)
    if (!found.has(folder)) {
      for (const name of ['tsconfig.json', 'jsconfig.json']) {
        inputs.add('file', path.join(folder, name))
      }
    }
  }
  for (const folder of ancestorsOf(files.map(path.dirname))) {
    const names = found.get(folder)?.names
    if (names === undefined || names.includes('package.json')) {
      inputs.add('file', path.join(folder, 'package.json'))
    }
  }
  const configs = [
    ...inputs.files.filter((file) => COMPILER_CONFIG.test(path.basename(file))),
    ...(search.configs ?? []),
  ]
  const extended = extendedConfigs(configs)
  for (const config of [...(search.configs ?? []), ...extended]) {
    inputs.add('file', config)
  }
  for (const { folder, isDeep } of foldersOfPaths([...configs, ...extended])) {
    // In all others each name counts.
    if (!found.has(folder)) {
      inputs.add(isDeep ? 'tree' : 'directory', folder)
    }
  }
  return inputs.all
}

/** What is installed for modules in a folder; `names` are those in it, if its listing is an input already. */
function addInstalled(
  inputs: Inputs,
  folder: string,
  names: readonly string[] | undefined,
  overlooked: ReadonlySet<string>,
): void {
  const modules = path.join(folder, 'node_modules')
  const isToldOf = names !== undefined && !overlooked.has(modules)
  if (path.basename(folder) === 'node_modules' || (isToldOf && !names.includes('node_modules'))) {
    return
  }
  inputs.add('directory', modules)
  const { links, scopes } = linksIn(modules)
  for (const scope of scopes) {
    inputs.add('directory', scope)
  }
  for (const link of links) {
    inputs.add('place', link)
  }
}

class Inputs {
  readonly #readAtMs: number
  readonly #keyToInput: Map<string, TimedInput> = new Map()

  constructor(readAtMs: number) {
    this.#readAtMs = readAtMs
  }

  get all(): readonly TimedInput[] {
    return [...this.#keyToInput.values()]
  }

  get files(): readonly string[] {
    return this.all.filter(({ kind }) => kind === 'file').map(({ name }) => name)
  }

  add(kind: 'file' | 'directory' | 'place' | 'tree', name: string): void {
    this.#keyToInput.set(`${kind} ${name}`, { kind, name, readAtMs: this.#readAtMs, isRead: true })
  }
}

/** The folders above others up to the one that they share with a root. */
function foldersBetween(root: string, folders: ReadonlySet<string>): ReadonlySet<string> {
  const between = new Set<string>()
  for (const folder of folders) {
    for (let current = folder; current !== root && !isBelow(root, current); ) {
      const above = path.dirname(current)
      between.add(above)
      if (above === path.dirname(above)) {
        break
      }
      current = above
    }
  }
  return between
}

/** The folders and all those above them. */
function ancestorsOf(folders: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>()
  for (const folder of folders) {
    for (let current = folder; !all.has(current); current = path.dirname(current)) {
      all.add(current)
    }
  }
  return all
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder + path.sep)
}
