import type { CachePolicy, KnownPlugin } from '../plugins-known/known-plugin.ts'
import { knownPlugin } from '../plugins-known/table.ts'
import { handsOn, hearsElsewhere } from './shape.ts'

/**
 * Whether a plugin's results are kept, and why.
 * - `cached`: because the table knows it (`known`), or because the user says so, by its name (`named`) or of all (`all`).
 * - `candidate`: nobody knows it, and by its shape it may be cached; what it costs and whether it repeats itself decides.
 */
export type Verdict =
  | {
      readonly kind: 'cached'
      readonly policy: CachePolicy
      readonly basis: 'known' | 'named' | 'all'
      readonly why: string
    }
  | {
      readonly kind: 'candidate'
      readonly policy: CachePolicy
      readonly basis: 'shape'
      readonly why: string
    }
  | { readonly kind: 'uncached'; readonly why: string }

/** What the user says of plugins by name; `chunks` means `true`, and that its `renderChunk` may be cached as well. */
export type PluginChoices = Readonly<Record<string, boolean | 'chunks'>>

/**
 * Whether a plugin may hand on to others, by a variable that they share, what it hears of the options or the environment.
 * Those of the table and the bundler's own share nothing with plugins that the table doesn't know.
 */
export function mayTellOthers(plugin: object, transform: string): boolean {
  const { name } = plugin as { readonly name?: unknown }
  const isKnown = genuine(knownPlugin(String(name)), transform) !== null
  return !BUNDLERS_OWN.test(String(name)) && !isKnown && hearsElsewhere(plugin)
}

/** Null also for a plugin that only has the name of a known one. */
function genuine(known: KnownPlugin | null, transform: string | null): KnownPlugin | null {
  return transform !== null && known?.mark?.test(transform) === false ? null : known
}

const BUNDLERS_OWN: RegExp = /^(?:(?:vite|builtin|native|rolldown):|alias$|commonjs$|rekindle$)/

/** What is around a plugin, and what of it isn't to be seen on its object. */
export interface Surroundings {
  /** Whether other plugins may tell it of the options and the environment. */
  readonly isTold: boolean
  /** Whether it works for a development server. */
  readonly isServing: boolean
  /** The source of its own `transform`, empty without one; null where its name is enough. */
  readonly transform: string | null
}

/**
 * Decides on a plugin: what the user says of it by name, then the table, then what the user says of all others
 * by `'*'`, then its shape. Saying `true` of a plugin that the table rules out is the user's word;
 * `'*'` isn't said of any one plugin, so those that look as if they kept something for a later hook are left out.
 */
export function verdictOn(
  pluginName: string,
  choices: PluginChoices,
  plugin: object,
  surroundings: Surroundings,
  knownOf: (name: string) => KnownPlugin | null = knownPlugin,
): Verdict {
  const choice = Object.hasOwn(choices, pluginName) ? choices[pluginName] : undefined
  if (choice === false) {
    return { kind: 'uncached', why: 'left out by the option `plugins`' }
  }
  const { isTold, transform } = surroundings
  const known = genuine(knownOf(pluginName), transform)?.verdict
  if (known?.kind === 'cached') {
    const policy = isTold ? withAllInKey(known.policy) : known.policy
    return { kind: 'cached', policy, basis: 'known', why: 'known' }
  }
  if (choice === true || choice === 'chunks') {
    const policy = policyOfUnknown(pluginName, plugin, isTold)
    return { kind: 'cached', policy, basis: 'named', why: 'opted in by the option `plugins`' }
  }
  if (known !== undefined) {
    return known
  }
  if (choices['*'] === false) {
    return { kind: 'uncached', why: "left out by `'*'` in the option `plugins`" }
  }
  return verdictByShape(pluginName, plugin, choices['*'] === true, surroundings)
}

function verdictByShape(
  pluginName: string,
  plugin: object,
  isOptedIn: boolean,
  { isTold, isServing }: Surroundings,
): Verdict {
  if (pluginName === '' || BUNDLERS_OWN.test(pluginName)) {
    return { kind: 'uncached', why: "unknown, and the bundler's own or without a name" }
  }
  const later = handsOn(plugin, isServing)
  if (later !== null) {
    return {
      kind: 'uncached',
      why: `unknown, and may hand on something to its ${later}: opt it in by name`,
    }
  }
  const policy = policyOfUnknown(pluginName, plugin, isTold)
  return isOptedIn
    ? { kind: 'cached', policy, basis: 'all', why: "opted in by `'*'` in the option `plugins`" }
    : { kind: 'candidate', policy, basis: 'shape', why: 'unknown, and may be cached by its shape' }
}

/** A function in the options of a known plugin may be told of the environment as well. */
function withAllInKey({
  environment: _environment,
  seesConfig: _seesConfig,
  ...policy
}: CachePolicy): CachePolicy {
  return policy
}

/** Nothing is known: whatever it reads may shape all its results, and they hold in this folder only. */
function policyOfUnknown(pluginName: string, plugin: object, isTold: boolean): CachePolicy {
  const policy: CachePolicy = {
    family: `plugin ${pluginName}`,
    isUnknown: true,
    isPortable: false,
    memory: 'everything',
  }
  return isTold || hearsElsewhere(plugin)
    ? policy
    : { ...policy, seesConfig: false, environment: 'when-used' }
}
