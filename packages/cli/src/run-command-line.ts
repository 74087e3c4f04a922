import { createRequire } from 'node:module'
import { stripVTControlCharacters } from 'node:util'
import { type ArgsDef, type CommandDef, renderUsage, runCommand } from 'citty'
import { checkArguments } from './check-arguments.ts'
import { CommandError } from './command-error.ts'
import { benchCommand } from './commands/bench.ts'
import { clearCommand } from './commands/clear.ts'
import { doctorCommand } from './commands/doctor.ts'
import { graphCommand } from './commands/graph.ts'
import { pruneCommand } from './commands/prune.ts'
import { showCommand } from './commands/show.ts'
import { statsCommand } from './commands/stats.ts'
import { verifyCommand } from './commands/verify.ts'
import { warmCommand } from './commands/warm.ts'
import { whyCommand } from './commands/why.ts'
import { unknownCommand } from './errors.ts'
import { colors } from './text-output.ts'

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

const COMMANDS: ReadonlyMap<string, CommandDef> = new Map([
  ['stats', statsCommand],
  ['show', showCommand],
  ['why', whyCommand],
  ['graph', graphCommand],
  ['doctor', doctorCommand],
  ['verify', verifyCommand],
  ['warm', warmCommand],
  ['bench', benchCommand],
  ['prune', pruneCommand],
  ['clear', clearCommand],
])

const MAIN: CommandDef = {
  meta: {
    name: 'rekindle',
    version,
    description: 'Look into a build cache of Rekindle, explain what builds did, and look after it.',
  },
  args: {
    help: { type: 'boolean', alias: 'h', description: 'Show this text, or the one of a command.' },
    version: { type: 'boolean', alias: 'v', description: 'Show the version.' },
  },
  subCommands: Object.fromEntries(COMMANDS),
}

/** Runs the command line, and returns the exit code: 0, 1 (a failure), 2 (something wrong was given). */
export async function runCommandLine(rawArgs: readonly string[]): Promise<number> {
  try {
    await run(rawArgs)
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommandError) {
      console.error(error.describe())
      return error.exitCode
    }
    throw error
  }
}

async function run([name, ...rest]: readonly string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h') {
    await showUsage(MAIN)
    return
  }
  if (name === '--version' || name === '-v') {
    console.log(version)
    return
  }
  const command = COMMANDS.get(name)
  if (command === undefined) {
    throw unknownCommand(name, [...COMMANDS.keys()])
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    await showUsage(command, MAIN)
    return
  }
  checkArguments(name, rest, command.args as ArgsDef)
  await runCommand(command, { rawArgs: [...rest] })
}

async function showUsage(command: CommandDef, parent?: CommandDef): Promise<void> {
  const usage = await renderUsage(command, parent)
  console.log(colors.isColorSupported ? usage : stripVTControlCharacters(usage))
}
