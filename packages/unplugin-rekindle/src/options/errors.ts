import { nearestName } from '@rekindle/core'
import { RekindleError } from './rekindle-error.ts'

const NOT_STARTED = 'The build has not started.'

/** What is wrong with an option; `option` is null for the options as a whole. `found` is what it is, in words. */
export function invalidOption(
  option: string | null,
  value: unknown,
  expected: string,
  found: string,
): RekindleError {
  return new RekindleError({
    code: 'INVALID_OPTION',
    message: `The ${option === null ? 'options' : `option "${option}"`} must be ${expected}.`,
    consequence: NOT_STARTED,
    hint: `${option === null ? 'They are' : 'It is'} ${found}.`,
    data: option === null ? { value } : { option, value },
  })
}

/** `known` are the options there are. */
export function unknownOption(option: string, known: readonly string[]): RekindleError {
  const nearest = nearestName(option, known)
  const meant = nearest === null ? '' : `Did you mean "${nearest}"? `
  return new RekindleError({
    code: 'UNKNOWN_OPTION',
    message: `There is no option "${option}".`,
    consequence: NOT_STARTED,
    hint: `${meant}The options are ${known.join(', ')}.`,
    data: { option },
  })
}

/** `plugins` stand before Rekindle. A warning: the build goes on. */
export function notFirst(plugins: readonly string[]): RekindleError {
  return new RekindleError({
    code: 'NOT_FIRST',
    message: `Other plugins stand before Rekindle: ${plugins.join(', ')}.`,
    consequence: 'Their results are not cached.',
    hint: 'Put Rekindle first in the list of plugins.',
    data: { plugins },
  })
}

/** What is told of a plugin that was caught. */
interface CaughtPlugin {
  readonly plugin: string
  /** Module id, relative to the root. */
  readonly module: string
  /** The first difference, in words. */
  readonly difference: string
}

/** A plugin gave another result for the same question. A warning: the build goes on. */
export function pluginQuarantined({ plugin, module, difference }: CaughtPlugin): RekindleError {
  return new RekindleError({
    code: 'PLUGIN_QUARANTINED',
    message: `PLUGIN_QUARANTINED: the plugin "${plugin}" doesn't repeat itself. Run again for ${module}, it gave another result than the one that is stored: ${difference}.`,
    consequence:
      "The new result is used, and the plugin isn't cached any more until it or its configuration changes. Results of it that were restored earlier may be stale: if it was cached in this build, build once more.",
    hint: 'To leave it alone for good, name it in the option `plugins` with false. See errors.md#plugin-quarantined.',
    data: { plugin, module, difference },
  })
}
