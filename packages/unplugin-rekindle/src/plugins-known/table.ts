import { autoImport } from './auto-import.ts'
import { babel, reactBabel } from './babel.ts'
import { handsOn, hearsElsewhere } from './hands-on.ts'
import { imagetools } from './imagetools.ts'
import type { CachePolicy, KnownPlugin } from './known-plugin.ts'
import { legacy } from './legacy.ts'
import { marko } from './marko.ts'
import { mdx } from './mdx.ts'
import { preactDevtools, preactHookNames, preactJsx, preactPrerender } from './preact.ts'
import { pwa } from './pwa.ts'
import { reactCompiler } from './react-compiler.ts'
import { reactRouter } from './react-router.ts'
import { solid } from './solid.ts'
import { stateful } from './stateful.ts'
import { svelteCompile, svelteLoaders, sveltePreprocess } from './svelte.ts'
import { sveltekit } from './sveltekit.ts'
import { svgIcons } from './svg-icons.ts'
import { svgr } from './svgr.ts'
import { tailwind } from './tailwind.ts'
import { unocss } from './unocss.ts'
import { unpluginIcons } from './unplugin-icons.ts'
import { vanillaExtract } from './vanilla-extract.ts'
import { viteCss } from './vite-css.ts'
import { vue } from './vue.ts'
import { vueComponents } from './vue-components.ts'
import { vueJsx } from './vue-jsx.ts'
import { vueMarkdown } from './vue-markdown.ts'
import { wyw } from './wyw.ts'

const TABLE: ReadonlyMap<string, KnownPlugin> = new Map(
  [
    vue,
    svelteCompile,
    sveltePreprocess,
    svelteLoaders,
    babel,
    reactBabel,
    mdx,
    svgr,
    viteCss,
    autoImport,
    imagetools,
    legacy,
    marko,
    preactDevtools,
    preactHookNames,
    preactJsx,
    preactPrerender,
    pwa,
    reactCompiler,
    reactRouter,
    solid,
    svgIcons,
    sveltekit,
    tailwind,
    unocss,
    unpluginIcons,
    vanillaExtract,
    vueComponents,
    vueJsx,
    vueMarkdown,
    wyw,
    ...stateful,
  ].flatMap((known) => known.names.map((name) => [name, known] as const)),
)

/** Packages of which the table says that their plugins change nothing of other plugins. */
export const harmlessPackages: ReadonlySet<string> = new Set(
  [...TABLE.values()].flatMap((known) => known.harmlessPackages ?? []),
)

/** Whether a plugin's results are kept, and why. */
export type Verdict =
  | { readonly kind: 'cached'; readonly policy: CachePolicy; readonly why: string }
  | { readonly kind: 'uncached'; readonly why: string }

/**
 * Whether a plugin may hand on to others, by a variable that they share, what it hears of the options or the environment.
 * Those of the table and the bundler's own share nothing with plugins that the table doesn't know.
 */
export function mayTellOthers(plugin: object): boolean {
  const { name } = plugin as { readonly name?: unknown }
  return !BUNDLERS_OWN.test(String(name)) && !TABLE.has(String(name)) && hearsElsewhere(plugin)
}

const BUNDLERS_OWN: RegExp = /^(?:(?:vite|builtin|native|rolldown):|alias$|commonjs$|rekindle$)/

/**
 * Decides on a plugin: what the user says of it by name, then the table, then what the user says of all others
 * by `'*'`. Unknown plugins are left alone. `isTold` says that others may tell it of the options
 * and the environment. Saying `true` of a plugin that the table rules out is the user's word;
 * `'*'` isn't said of any one plugin, so those that look as if they kept something for a later hook are left out.
 */
export function verdictOn(
  pluginName: string,
  choices: Readonly<Record<string, boolean>>,
  plugin: object,
  isTold: boolean,
): Verdict {
  const choice = Object.hasOwn(choices, pluginName) ? choices[pluginName] : undefined
  if (choice === false) {
    return { kind: 'uncached', why: 'left out by the option `plugins`' }
  }
  const known = TABLE.get(pluginName)?.verdict
  if (known?.kind === 'cached') {
    return { kind: 'cached', policy: isTold ? withAllInKey(known.policy) : known.policy, why: 'known' }
  }
  if (choice === true) {
    return {
      kind: 'cached',
      policy: policyOfUnknown(pluginName, plugin, isTold),
      why: 'opted in by the option `plugins`',
    }
  }
  if (known !== undefined) {
    return known
  }
  if (choices['*'] !== true || pluginName.startsWith('vite:')) {
    return { kind: 'uncached', why: 'unknown, and not opted in' }
  }
  const later = handsOn(plugin)
  return later === null
    ? {
        kind: 'cached',
        policy: policyOfUnknown(pluginName, plugin, isTold),
        why: "opted in by `'*'` in the option `plugins`",
      }
    : { kind: 'uncached', why: `unknown, and may hand on something to its ${later}: opt it in by name` }
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
