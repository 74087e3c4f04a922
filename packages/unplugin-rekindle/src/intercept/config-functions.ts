import type { ConfigCaller } from '../build/config-caller.ts'
import { isPlainTree } from './plain-tree.ts'

/** By file: the texts of the configs and scripts that have called the plugin's factory in this process. */
const configTexts: Map<string, string> = new Map()

/** Notes whose functions may look at variables that nobody else shows. */
export function noteConfig(caller: ConfigCaller | null): void {
  if (caller?.text) {
    configTexts.set(caller.file, caller.text)
  }
}

/** Whether a function stands in a config: its text is a part of it. */
export function isOfConfig(value: unknown): boolean {
  return typeof value === 'function' && [...configTexts.values()].some((text) => text.includes(String(value)))
}

/**
 * Of the variables of a config's module those that a function of it mentions: data, whose value its source doesn't tell where
 * the script changes them between builds, and functions of the config, which may look at more of them.
 */
export function mentionedVariables(
  value: unknown,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const source = String(value)
  const isMentioned = ([name, inner]: readonly [string, unknown]): boolean =>
    new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(source) &&
    (isData(inner) || isOfConfig(inner))
  return Object.fromEntries(Object.entries(variables).filter(isMentioned))
}

/** Whether a value says all that it is by its text. */
export function isData(value: unknown): boolean {
  return typeof value === 'object'
    ? isPlainTree(value)
    : typeof value !== 'function' && typeof value !== 'symbol'
}
