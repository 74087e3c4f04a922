import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const workspace = fileURLToPath(new URL('../../../', import.meta.url))
const testModules = path.join(workspace, 'test/node_modules')

/**
 * Installs the built packages into a folder as a package manager would: copies below `node_modules`, beside links
 * to what they depend on. Returns that `node_modules`.
 */
export function stagePackages(folder: string): string {
  const modules = path.join(folder, 'node_modules')
  for (const [name, source] of [
    // First: the other package has a link to it among its dependencies.
    ['@rekindle/core', 'packages/core'],
    ['unplugin-rekindle', 'packages/unplugin-rekindle'],
  ] as const) {
    const from = path.join(workspace, source)
    const to = path.join(modules, name)
    fs.cpSync(path.join(from, 'dist'), path.join(to, 'dist'), { recursive: true })
    fs.copyFileSync(path.join(from, 'package.json'), path.join(to, 'package.json'))
    linkPackages(path.join(from, 'node_modules'), modules)
  }
  return modules
}

/** A `node_modules` with a link per package of the test workspace, so that a test can add packages of its own. */
export function linkTestPackages(modules: string, staged: string): void {
  linkPackages(staged, modules)
  linkPackages(testModules, modules)
}

/** Links what isn't there yet; hidden entries belong to a package manager. */
function linkPackages(from: string, to: string): void {
  fs.mkdirSync(to, { recursive: true })
  for (const name of fs.readdirSync(from)) {
    if (name.startsWith('@')) {
      linkPackages(path.join(from, name), path.join(to, name))
    } else if (!name.startsWith('.') && !fs.existsSync(path.join(to, name))) {
      fs.symlinkSync(fs.realpathSync(path.join(from, name)), path.join(to, name), 'junction')
    }
  }
}
