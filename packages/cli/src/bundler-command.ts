import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { noBundler } from './errors.ts'
import { packageEntry } from './package-entry.ts'
import { bundlerConfigs, projectFolder } from './project-folder.ts'

/** Options of commands that build the project. */
export const BUILD_OPTIONS = {
  config: {
    type: 'string',
    valueHint: 'file',
    description: 'Config file of Vite, Rolldown or Rollup; found in this folder or above it, when left out.',
  },
  script: {
    type: 'string',
    valueHint: 'file',
    description:
      'Script that builds the project, in place of a config (for esbuild). It writes where it always writes.',
  },
} as const

/** How the project is built: by Node, in a folder. */
export interface BundlerCommand {
  /** For people. */
  readonly name: string
  readonly folder: string
  readonly nodeArguments: readonly string[]
}

/** The given arguments of a command with `BUILD_OPTIONS`. */
type BuildArguments = Readonly<Record<string, unknown>>

/**
 * Finds out how the project is built. Nothing is written by the bundlers themselves: output stays in memory.
 * @throws CommandError `NO_BUNDLER`
 */
export function bundlerCommand(args: BuildArguments): BundlerCommand {
  const { config, script } = args
  if (script !== undefined) {
    const file = existing(path.resolve(String(script)))
    return { name: `node ${String(script)}`, folder: process.cwd(), nodeArguments: [file] }
  }
  const folder = projectFolder(process.cwd())
  const [found] = bundlerConfigs(folder)
  if (config === undefined && found === undefined) {
    throw noBundler(folder, 'there is no config of a bundler')
  }
  const file = config === undefined ? path.join(folder, found ?? '') : existing(path.resolve(String(config)))
  const [bundler = ''] = path.basename(file).split('.')
  const loader = LOADERS[bundler]
  if (loader === undefined) {
    throw noBundler(folder, `${path.basename(file)} is named like no config of Vite, Rolldown or Rollup`)
  }
  const cwd = config === undefined ? folder : process.cwd()
  const urls = ['.', loader].map((subpath) => packageEntry(cwd, bundler, subpath))
  if (urls.includes(null)) {
    throw noBundler(folder, `the package ${bundler} is not installed there`)
  }
  return {
    name: `${bundler}, ${path.basename(file)}`,
    folder: cwd,
    nodeArguments: [builder, bundler, file, ...urls.map(String)],
  }
}

/** It stands beside this file, whatever form the two have. */
const builder = path.join(import.meta.dirname, `build-project${path.extname(fileURLToPath(import.meta.url))}`)

/** By bundler, what of its package loads a config. */
const LOADERS: Readonly<Record<string, string>> = {
  vite: '.',
  rollup: './loadConfigFile',
  rolldown: './config',
}

function existing(file: string): string {
  if (!fs.existsSync(file)) {
    throw noBundler(path.dirname(file), `there is no ${path.basename(file)}`)
  }
  return file
}
