import type { ArgDef, ArgsDef } from 'citty'
import { invalidOption, missingArgument, unexpectedArgument, unknownOption } from './errors.ts'

/**
 * Turns down what a command doesn't know: a misspelt option would otherwise be taken for none.
 * @throws CommandError `UNKNOWN_OPTION`, `INVALID_OPTION`, `UNEXPECTED_ARGUMENT`, `MISSING_ARGUMENT`
 */
export function checkArguments(command: string, rawArgs: readonly string[], definitions: ArgsDef): void {
  const options = Object.keys(definitions).filter((name) => definitions[name]?.type !== 'positional')
  const positionals = Object.entries(definitions).filter(([, { type }]) => type === 'positional')
  let given = 0
  for (let index = 0; index < rawArgs.length; index += 1) {
    const argument = rawArgs[index] ?? ''
    if (!argument.startsWith('-')) {
      given += 1
      if (given > positionals.length) {
        throw unexpectedArgument(argument, options)
      }
      continue
    }
    const [flag = '', ...rest] = argument.split('=')
    const isKnown = flag.startsWith('--') && options.includes(flag.slice(2))
    const option = isKnown ? definitions[flag.slice(2)] : undefined
    if (option === undefined) {
      throw unknownOption(flag, options)
    }
    const takesNext = option.type === 'string' && rest.length === 0
    checkValue(flag, option, takesNext ? rawArgs[index + 1] : rest.join('='), rest.length > 0)
    index += takesNext ? 1 : 0
  }
  const missing = positionals.slice(given).find(([, { required }]) => required !== false)
  if (missing !== undefined) {
    throw missingArgument(missing[0], command)
  }
}

function checkValue(flag: string, option: ArgDef, value: string | undefined, isAttached: boolean): void {
  const isText = option.type === 'string'
  const isRight = isText ? value !== undefined && value !== '' && !value.startsWith('-') : !isAttached
  if (!isRight) {
    throw invalidOption(
      isText ? `The option "${flag}" needs a value.` : `The option "${flag}" takes no value.`,
      `For instance: ${isText ? `${flag} ${option.default ?? 1000}` : flag}.`,
    )
  }
}
