import { createRequire } from 'node:module'
import { stripVTControlCharacters } from 'node:util'
import { type ArgsDef, type CommandDef, renderUsage, runCommand } from 'citty'
import { checkArguments } from './check-arguments.ts'
import { CommandError } from './command-error.ts'
import { clearCommand } from './commands/clear.ts'
import { pruneCommand } from './commands/prune.ts'
import { statsCommand } from './commands/stats.ts'

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

const COMMANDS: ReadonlyMap<string, CommandDef> = new Map([
  ['stats', statsCommand],
  ['prune', pruneCommand],
  ['clear', clearCommand],
])

const MAIN: CommandDef = {
  meta: { name: 'rekindle', version, description: 'Look into a build cache of Rekindle.' },
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
    return 0
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
    const isOption = name.startsWith('-')
    throw new CommandError({
      code: isOption ? 'UNKNOWN_OPTION' : 'UNKNOWN_COMMAND',
      message: `There is no ${isOption ? 'option' : 'command'} "${name}".`,
      consequence: 'Nothing was done.',
      hint: `The commands are ${[...COMMANDS.keys()].join(', ')}; rekindle --help tells about them.`,
      exitCode: 2,
    })
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    await showUsage(command, MAIN)
    return
  }
  checkArguments(rest, command.args as ArgsDef)
  await runCommand(command, { rawArgs: [...rest] })
}

async function showUsage(command: CommandDef, parent?: CommandDef): Promise<void> {
  const usage = await renderUsage(command, parent)
  console.log(process.stdout.isTTY ? usage : stripVTControlCharacters(usage))
}
