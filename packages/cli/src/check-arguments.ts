import type { ArgDef, ArgsDef } from 'citty'
import { CommandError } from './command-error.ts'

/**
 * Turns down what a command doesn't know: a misspelt option would otherwise be taken for none.
 * @throws CommandError `UNKNOWN_OPTION`, `INVALID_OPTION`, `UNEXPECTED_ARGUMENT`
 */
export function checkArguments(rawArgs: readonly string[], options: ArgsDef): void {
  for (let index = 0; index < rawArgs.length; index += 1) {
    const argument = rawArgs[index] ?? ''
    if (!argument.startsWith('-')) {
      throw new CommandError({
        code: 'UNEXPECTED_ARGUMENT',
        message: `"${argument}" was not expected here.`,
        consequence: 'Nothing was done.',
        hint: `${knownOptions(options)} Names of folders follow --cache-dir.`,
        exitCode: 2,
      })
    }
    const [flag = '', ...rest] = argument.split('=')
    const option =
      Object.hasOwn(options, flag.slice(2)) && flag.startsWith('--') ? options[flag.slice(2)] : null
    if (option === null || option === undefined) {
      throw new CommandError({
        code: 'UNKNOWN_OPTION',
        message: `There is no option "${flag}".`,
        consequence: 'Nothing was done.',
        hint: knownOptions(options),
        exitCode: 2,
      })
    }
    const takesNext = option.type === 'string' && rest.length === 0
    checkValue(flag, option, takesNext ? rawArgs[index + 1] : rest.join('='), rest.length > 0)
    index += takesNext ? 1 : 0
  }
}

function checkValue(flag: string, option: ArgDef, value: string | undefined, isAttached: boolean): void {
  const isRight =
    option.type === 'string' ? value !== undefined && value !== '' && !value.startsWith('-') : !isAttached
  if (!isRight) {
    throw new CommandError({
      code: 'INVALID_OPTION',
      message:
        option.type === 'string'
          ? `The option "${flag}" needs a value.`
          : `The option "${flag}" takes no value.`,
      consequence: 'Nothing was done.',
      hint: `For instance: ${option.type === 'string' ? `${flag} ${option.default ?? 1000}` : flag}.`,
      exitCode: 2,
    })
  }
}

function knownOptions(options: ArgsDef): string {
  return `The options are ${[...Object.keys(options), 'help'].map((name) => `--${name}`).join(', ')}.`
}
