/**
 * Runs one command line for the other scripts: from the root of the repository, its output passed through, with the
 * installed tools (biome, tsdown, vitest, ...) found by name as in a package.json script.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the repository, without a slash at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

/** The package.json of the workspace: it names the pinned pnpm and the Node we need. */
export const workspaceManifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

process.env.PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)

/**
 * @param {string} command one command line; the shell of the system reads it
 * @returns {boolean} whether it ended with exit code 0
 */
export function run(command) {
  return spawnSync(command, { cwd: root, shell: true, stdio: 'inherit' }).status === 0
}

/**
 * pnpm comes through npx at the pinned version, so that Node and npm are all one needs.
 *
 * @param {string} argumentLine what follows `pnpm` on the command line
 * @returns {boolean} whether it ended with exit code 0
 */
export function runPnpm(argumentLine) {
  return run(`npx --yes ${workspaceManifest.packageManager} ${argumentLine}`)
}
