import { nearestName } from '@rekindle/core'
import { CommandError } from './command-error.ts'

const NOTHING_DONE = 'Nothing was done.'

/** `consequence` says what the command would have done. */
export function noCache(folder: string, consequence: string): CommandError {
  return new CommandError({
    code: 'NO_CACHE',
    message: `There is no cache in ${folder}.`,
    consequence,
    hint: 'Build once with the plugin, go to the folder of the project, or name another cache with --cache-dir.',
    exitCode: 2,
  })
}

export function noBuildKnown(folder: string): CommandError {
  return new CommandError({
    code: 'NO_BUILD_KNOWN',
    message: `The cache in ${folder} knows of no build.`,
    consequence: 'There is nothing to show.',
    hint: 'Build once with the plugin. Builds with the option `readOnly` leave nothing behind.',
    exitCode: 2,
  })
}

export function unknownModule(module: string, known: readonly string[]): CommandError {
  const nearest = nearestName(module, known)
  return new CommandError({
    code: 'UNKNOWN_MODULE',
    message: `No build that is known has called a cached plugin for "${module}".`,
    consequence: 'There is nothing to show.',
    hint: `${nearest === null ? '' : `Did you mean "${nearest}"? `}rekindle show lists the modules.`,
    exitCode: 2,
  })
}

export function noGraph(folder: string): CommandError {
  return new CommandError({
    code: 'NO_GRAPH',
    message: `The cache in ${folder} holds no graph.`,
    consequence: 'There is nothing to show.',
    hint: 'Give the plugin the option `graph: true` and build once.',
    exitCode: 2,
  })
}

export function noBundler(folder: string, details: string): CommandError {
  return new CommandError({
    code: 'NO_BUNDLER',
    message: `It is not known how to build the project in ${folder}: ${details}.`,
    consequence: 'Nothing was built.',
    hint: 'Go to the folder with the config of Vite, Rolldown or Rollup, name it with --config, or name a script that builds with --script.',
    exitCode: 2,
  })
}

/** `output` is what the build printed. */
export function buildFailed(command: string, code: number, output: string): CommandError {
  const lines = output.trim().split('\n').slice(-30)
  return new CommandError({
    code: 'BUILD_FAILED',
    message: `The build (${command}) has failed with code ${code}:\n${lines.map((line) => `    ${line}`).join('\n')}`,
    consequence: 'Nothing can be said of the cache.',
    hint: 'Make the build pass without this command first.',
    exitCode: 1,
  })
}

export function withoutPlugin(command: string): CommandError {
  return new CommandError({
    code: 'PLUGIN_NOT_USED',
    message: `The build (${command}) has passed, and no plugin of Rekindle has taken part in it.`,
    consequence: 'Nothing can be said of the cache.',
    hint: 'Add Rekindle to the config or the script; see whether the option `enabled` is false.',
    exitCode: 1,
  })
}

export function hitRateTooLow(rate: number, minimum: number): CommandError {
  return new CommandError({
    code: 'HIT_RATE_TOO_LOW',
    message: `The last build was answered to ${rate.toFixed(1)} % from the cache, less than ${minimum} %.`,
    consequence: 'The command fails, as it was asked to.',
    hint: 'rekindle show and rekindle why <file> say what ran and why.',
    exitCode: 1,
  })
}

export function resultsDisagree(count: number): CommandError {
  return new CommandError({
    code: 'RESULTS_DISAGREE',
    message: `${count} results differ from those that are stored.`,
    consequence: 'Their plugins are not cached any more until they or their configuration change.',
    hint: 'See errors.md#plugin-quarantined for usual causes.',
    exitCode: 1,
  })
}

export function unexpectedArgument(argument: string, options: readonly string[]): CommandError {
  return new CommandError({
    code: 'UNEXPECTED_ARGUMENT',
    message: `"${argument}" was not expected here.`,
    consequence: NOTHING_DONE,
    hint: `${knownOptions(options)} Names of folders follow --cache-dir.`,
    exitCode: 2,
  })
}

export function missingArgument(name: string, command: string): CommandError {
  return new CommandError({
    code: 'MISSING_ARGUMENT',
    message: `The ${name} is missing.`,
    consequence: NOTHING_DONE,
    hint: `For instance: rekindle ${command} src/main.ts.`,
    exitCode: 2,
  })
}

/** `hint` is for an option in place of a command; that of a command names the options there are. */
export function unknownOption(flag: string, options: readonly string[], hint?: string): CommandError {
  return new CommandError({
    code: 'UNKNOWN_OPTION',
    message: `There is no option "${flag}".`,
    consequence: NOTHING_DONE,
    hint: hint ?? `${meant(flag.replace(/^--?/, ''), options, '--')}${knownOptions(options)}`,
    exitCode: 2,
  })
}

export function invalidOption(message: string, hint: string): CommandError {
  return new CommandError({ code: 'INVALID_OPTION', message, consequence: NOTHING_DONE, hint, exitCode: 2 })
}

export function unknownCommand(name: string, commands: readonly string[]): CommandError {
  const known = `The commands are ${commands.join(', ')}; rekindle --help tells about them.`
  return name.startsWith('-')
    ? unknownOption(name, [], known)
    : new CommandError({
        code: 'UNKNOWN_COMMAND',
        message: `There is no command "${name}".`,
        consequence: NOTHING_DONE,
        hint: `${meant(name, commands, '')}${known}`,
        exitCode: 2,
      })
}

export function cacheNotPruned(folder: string, reason: string): CommandError {
  return new CommandError({
    code: 'CACHE_NOT_PRUNED',
    message: `The limits could not be applied to the cache in ${folder}: ${reason}.`,
    consequence: 'What is left is intact; builds go on to use it.',
    hint: 'See who owns the files, and whether the disk has space and can be written to.',
    exitCode: 1,
  })
}

/** `isUsed`: whether builds go on to use what is left. */
export function cacheNotRemoved(failed: readonly string[], removed: number, isUsed: boolean): CommandError {
  return new CommandError({
    code: 'CACHE_NOT_REMOVED',
    message: `Files of the cache could not be removed: ${failed.length}, ${failed[0]} first.`,
    consequence: `${removed} files were removed; builds ${isUsed ? 'go on to use' : 'do not use'} the others.`,
    hint: 'See who owns the files, and whether the disk can be written to.',
    exitCode: 1,
  })
}

function knownOptions(options: readonly string[]): string {
  return `The options are ${[...options, 'help'].map((name) => `--${name}`).join(', ')}.`
}

function meant(given: string, names: readonly string[], prefix: string): string {
  const nearest = nearestName(given, names)
  return nearest === null ? '' : `Did you mean "${prefix}${nearest}"? `
}
