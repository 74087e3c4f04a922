import fs from 'node:fs'
import path from 'node:path'
import { noBundler } from './errors.ts'
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
  const source = SOURCES[bundler]
  if (source === undefined) {
    throw noBundler(folder, `${path.basename(file)} is named like no config of Vite, Rolldown or Rollup`)
  }
  return {
    name: `${bundler}, ${path.basename(file)}`,
    folder: config === undefined ? folder : process.cwd(),
    // What is evaluated imports from the folder that it runs in: the project's own bundler.
    nodeArguments: ['--input-type=module', '--eval', source, '--', file],
  }
}

function existing(file: string): string {
  if (!fs.existsSync(file)) {
    throw noBundler(path.dirname(file), `there is no ${path.basename(file)}`)
  }
  return file
}

const SOURCES: Readonly<Record<string, string>> = {
  vite: `import { createBuilder } from 'vite'
const configFile = process.argv.at(-1)
const builder = await createBuilder({ configFile, logLevel: 'error', build: { write: false } }, null)
await builder.buildApp()`,
  rollup: `import { rollup } from 'rollup'
import { loadConfigFile } from 'rollup/loadConfigFile'
const { options } = await loadConfigFile(process.argv.at(-1), { silent: true })
for (const each of options) {
  const bundle = await rollup(each)
  for (const output of each.output) await bundle.generate(output)
  await bundle.close()
}`,
  rolldown: `import { rolldown } from 'rolldown'
import { loadConfig } from 'rolldown/config'
const loaded = await loadConfig(process.argv.at(-1))
const config = typeof loaded === 'function' ? await loaded({}) : loaded
for (const each of [config].flat()) {
  const bundle = await rolldown(each)
  for (const output of [each.output ?? {}].flat()) await bundle.generate(output)
  await bundle.close()
}`,
}
