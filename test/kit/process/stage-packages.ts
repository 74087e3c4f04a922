import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { recordsWholeBuilds } from '../snapshot/records-whole-builds.ts'

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
  if (recordsWholeBuilds) {
    openEntries(path.join(modules, 'unplugin-rekindle/dist'))
  }
  return modules
}

/** Lets processes have a say in the options of every build (`whole-builds.mjs`). */
function openEntries(dist: string): void {
  for (const bundler of ['vite', 'rollup', 'rolldown', 'esbuild']) {
    fs.renameSync(path.join(dist, `${bundler}.mjs`), path.join(dist, `${bundler}-itself.mjs`))
    fs.writeFileSync(
      path.join(dist, `${bundler}.mjs`),
      `import rekindle from './${bundler}-itself.mjs'
export default (options) => rekindle(globalThis.withWholeBuilds?.(options) ?? options)
`,
    )
  }
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
