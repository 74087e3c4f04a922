import {
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../../packages/', import.meta.url))

/**
 * Puts the built packages into a `node_modules` as a package manager would: as copies, beside what they depend on. Of a package that is
 * linked from a folder somebody edits, Rekindle reads every file.
 *
 * @param {string} modules
 */
export function installRekindle(modules) {
  for (const [name, folder] of [
    ['@rekindle/core', 'core'],
    ['unplugin-rekindle', 'unplugin-rekindle'],
  ]) {
    const from = join(packages, folder)
    if (!existsSync(join(from, 'dist'))) continue
    cpSync(join(from, 'dist'), join(modules, name, 'dist'), { recursive: true })
    copyFileSync(join(from, 'package.json'), join(modules, name, 'package.json'))
    linkDependencies(join(from, 'node_modules'), modules)
  }
}

/**
 * Links what isn't there yet.
 *
 * @param {string} from
 * @param {string} to
 */
function linkDependencies(from, to) {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) {
    const target = join(to, name)
    if (name.startsWith('@') && !lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) {
      linkDependencies(join(from, name), target)
    } else if (!name.startsWith('.') && !existsSync(target)) {
      symlinkSync(realpathSync(join(from, name)), target, 'junction')
    }
  }
}
