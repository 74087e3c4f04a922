import type { BuildOptions, Plugin, PluginBuild } from 'esbuild'
import type { HookHandler } from '../hook.ts'
import { noteOriginal } from '../original-handler.ts'

type SetUp = (own: Plugin['setup'], build: PluginBuild) => unknown

/** By the options of a build and by plugin: a plugin may take part in several builds at once. */
const setups: WeakMap<BuildOptions, WeakMap<object, SetUp>> = new WeakMap()
const intercepted: WeakSet<object> = new WeakSet()

/** What becomes of a plugin that is to be intercepted. */
type Intercepted = { readonly kind: 'intercepted' } | { readonly kind: 'fixed' }

/**
 * Lets `setUp` run in place of a plugin's own setup, in the build with these options; in all others its own setup
 * runs. A plugin that can't be changed stays as it is.
 */
export function interceptSetup(plugin: Plugin, options: BuildOptions, setUp: SetUp): Intercepted {
  if (!intercepted.has(plugin) && !replaceSetup(plugin)) {
    return { kind: 'fixed' }
  }
  let ofBuild = setups.get(options)
  if (ofBuild === undefined) {
    ofBuild = new WeakMap()
    setups.set(options, ofBuild)
  }
  ofBuild.set(plugin, setUp)
  return { kind: 'intercepted' }
}

/** Whether a plugin is one that can't be changed. */
export function isFixed(plugin: Plugin): boolean {
  const descriptor = Object.getOwnPropertyDescriptor(plugin, 'setup')
  return !intercepted.has(plugin) && (descriptor?.configurable === false || !Object.isExtensible(plugin))
}

function replaceSetup(plugin: Plugin): boolean {
  const own = plugin.setup
  const descriptor = Object.getOwnPropertyDescriptor(plugin, 'setup')
  if (isFixed(plugin)) {
    return false
  }
  const setup = (build: PluginBuild): unknown => {
    const setUp = setups.get(build.initialOptions)?.get(plugin)
    return setUp === undefined ? own(build) : setUp(own, build)
  }
  noteOriginal(setup as unknown as HookHandler, own as unknown as HookHandler)
  Object.defineProperty(plugin, 'setup', {
    configurable: true,
    enumerable: descriptor?.enumerable ?? true,
    writable: true,
    value: setup,
  })
  intercepted.add(plugin)
  return true
}
