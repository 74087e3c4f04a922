import { cpSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { linkPackages } from './link-packages.mjs'

/**
 * @typedef {object} Project
 * @property {string} name
 * @property {string} bundler
 * @property {string} root the copy
 * @property {string[]} command of the bundler: script and words for Node
 * @property {{ file: string, from: string, to: string }} edit a change that shows in the output
 */

const playground = fileURLToPath(new URL('..', import.meta.url))

/** Left in place, so that one can look at the outputs and the cache; the next demo replaces it. */
export const demoFolder = join(playground, '.demo')

/**
 * Copies the app and the library, so that the demo can edit them.
 *
 * @returns {Project[]}
 */
export function prepareProjects() {
  rmSync(demoFolder, { recursive: true, force: true })
  const library = copyProject('library')
  const app = copyProject('app', { '@rekindle/playground-library': library })
  return [
    {
      name: 'app',
      bundler: 'Vite',
      root: app,
      command: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'],
      edit: { file: 'src/shell/AppFooter.vue', from: 'one page each', to: 'a page for each' },
    },
    {
      name: 'library',
      bundler: 'Rollup',
      root: library,
      command: ['node_modules/rollup/dist/bin/rollup', '-c', '--silent'],
      edit: { file: 'src/gas/combined.ts', from: 'massB / massA', to: 'massB / Math.abs(massA)' },
    },
  ]
}

/**
 * @param {string} name
 * @param {Record<string, string>} [linkedPackages]
 * @returns {string} where the copy is
 */
function copyProject(name, linkedPackages) {
  const source = join(playground, name)
  const target = join(demoFolder, name)
  cpSync(source, target, {
    recursive: true,
    filter: (path) => !['node_modules', 'dist'].includes(basename(path)),
  })
  linkPackages(join(source, 'node_modules'), join(target, 'node_modules'), linkedPackages)
  return target
}
