import type { ConfigCaller } from '../build/config-caller.ts'
import { toldByValue } from './told-by-value.ts'
import { namesVariable } from './variable-name.ts'

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
 * Of the variables of a config's module those that a function of it mentions: values, which its source doesn't tell where
 * the script changes them between builds, and functions of the config, which may look at more of them.
 */
export function mentionedVariables(
  value: unknown,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const source = String(value)
  const mentioned = Object.entries(variables).filter(
    ([name, inner]) => namesVariable(source, name) && (typeof inner !== 'function' || isOfConfig(inner)),
  )
  return Object.fromEntries(mentioned.map(([name, inner]) => [name, toldOfConfig(inner)]))
}

/** What a variable of a config says by its value. */
export function toldOfConfig(value: unknown): unknown {
  return toldByValue(value, isOfConfig)
}
