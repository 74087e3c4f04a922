import { describeValue } from '@rekindle/core'
import { withClosures } from '../intercept/closure-variables.ts'
import { originalOf } from '../intercept/original-handler.ts'
import { isRunning } from '../intercept/running-value.ts'
import { knownPlugin } from '../plugins-known/table.ts'

/** Plugins of the cache itself: they change no output. */
const OWN: RegExp = /^rekindle(?:$|:)/

export function isOwnPlugin(plugin: object): boolean {
  return OWN.test(String(Reflect.get(plugin, 'name')))
}

/**
 * Which plugins these are: all that they show, and all that their hooks close over. Of plugins that are known to show their options
 * the options, and their hooks by source.
 */
export function describePlugins(plugins: readonly object[]): string {
  const others = plugins.filter((plugin) => !isOwnPlugin(plugin))
  return describeWithClosures(others.map(partsOf))
}

/** Any value as text, functions with what they close over. */
export function describeWithClosures(value: unknown): string {
  return withClosures('nothing-ran', (closureOf) => describeValue(value, closureOf, isRunning))
}

function partsOf(plugin: object): unknown {
  const parts = Object.fromEntries(namesOf(plugin).map((name) => [name, ownValue(plugin, name)]))
  const verdict = knownPlugin(String(parts['name']))?.verdict
  const optionsOf = verdict?.kind === 'cached' ? verdict.policy.optionsOf : undefined
  if (optionsOf === undefined) {
    return parts
  }
  const sources = Object.entries(parts).filter(([, value]) => typeof value === 'function')
  return [
    parts['name'],
    parts['version'],
    optionsOf(plugin),
    sources.map(([name, value]) => [name, String(value)]),
  ]
}

/** As the plugin gave it, also where it is wrapped by now. */
function ownValue(plugin: object, name: string): unknown {
  const value: unknown = Reflect.get(plugin, name)
  const handler = (value as { readonly handler?: unknown } | null | undefined)?.handler
  return typeof handler === 'function' && typeof value === 'object'
    ? { ...value, handler: originalOf(handler) }
    : originalOf(value)
}

/** Also of plugins that are instances of a class: their hooks are on its prototype. */
function namesOf(plugin: object): readonly string[] {
  const names = new Set<string>()
  for (let level: object | null = plugin; level !== null && level !== Object.prototype; ) {
    for (const name of Object.getOwnPropertyNames(level)) {
      names.add(name)
    }
    level = Object.getPrototypeOf(level) as object | null
  }
  names.delete('constructor')
  return [...names].sort()
}
