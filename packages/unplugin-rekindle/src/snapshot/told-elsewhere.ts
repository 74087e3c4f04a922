import { ENV_NAMES, type RunningFunction } from '@rekindle/core'

const VITE: RegExp = /[\\/]node_modules[\\/]vite[\\/]dist[\\/]node[\\/]/
/** They look for the settings of what they print for debugging; whether they print at all is a variable of its own. */
const DEBUGGING: RegExp = /[\\/]node_modules[\\/](?:debug[\\/]src|obug[\\/]dist)[\\/]/

/** Where the cache itself reports to, and what the command line tells it. */
const OWN: ReadonlySet<string> = new Set(['REKINDLE_REPORT', 'REKINDLE_RUN'])

/**
 * Whether code that asks for variables of the environment, or which there are, makes of them only what is known in another way. Vite
 * copies all of them to take what its config says (`envPrefix`), and that is in the resolved config; where a config calls the same function itself,
 * it gets what it likes.
 */
export function isToldElsewhere(variable: string, [first, second]: readonly RunningFunction[]): boolean {
  if (first === undefined) {
    return false
  }
  const isOfConfig =
    first.name === 'loadEnv' &&
    second?.name === 'resolveConfig' &&
    VITE.test(first.file) &&
    VITE.test(second.file)
  return OWN.has(variable) || isOfConfig || (variable === ENV_NAMES && DEBUGGING.test(first.file))
}
