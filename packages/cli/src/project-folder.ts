import fs from 'node:fs'
import path from 'node:path'
import { toSlashes } from '@rekindle/core'

/** Names that say which folder is that of a project to be built. */
const CONFIG: RegExp = /^(?:vite|rolldown|rollup)\.config\.[cm]?[jt]s$/

/** A folder and those above it, the nearest first. */
export function foldersUpwards(from: string): readonly string[] {
  const folders = [path.resolve(from)]
  for (let folder = folders[0] ?? '/'; path.dirname(folder) !== folder; ) {
    folder = path.dirname(folder)
    folders.push(folder)
  }
  return folders
}

/** The project that a folder belongs to: the nearest folder upwards with a bundler's config, else with a package.json, else itself. */
export function projectFolder(from: string): string {
  const folders = foldersUpwards(from)
  return (
    folders.find((folder) => bundlerConfigs(folder).length > 0) ??
    folders.find((folder) => fs.existsSync(path.join(folder, 'package.json'))) ??
    path.resolve(from)
  )
}

/** Config files of bundlers in a folder, by name; that of Vite before the others. */
export function bundlerConfigs(folder: string): readonly string[] {
  try {
    return fs
      .readdirSync(folder)
      .filter((file) => CONFIG.test(file))
      .sort()
      .reverse()
  } catch {
    return []
  }
}

/** A file as modules are named: relative to a root, with slashes. */
export function relativeTo(root: string, file: string): string {
  return toSlashes(path.relative(root, file))
}
