import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installRekindle } from './install-rekindle.mjs'

const benchPackages = fileURLToPath(new URL('../node_modules', import.meta.url))

/**
 * Gives an app the packages of the benchmark, Rekindle as an installed one. Its `node_modules` is a folder of its own that holds links, so that what
 * tools write into it stays with the app, and the mark that package managers leave in it.
 *
 * @param {string} root
 */
export function linkPackages(root) {
  const target = join(root, 'node_modules')
  mkdirSync(target, { recursive: true })
  installRekindle(target)
  for (const name of readdirSync(benchPackages)) {
    if (!name.startsWith('.') && !existsSync(join(target, name)))
      symlinkSync(join(benchPackages, name), join(target, name), 'junction')
  }
  writeFileSync(join(target, '.modules.yaml'), 'layoutVersion: 5\n')
}
