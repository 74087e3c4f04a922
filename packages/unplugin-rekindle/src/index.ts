import { createUnplugin, type UnpluginFactory, type UnpluginInstance, type UnpluginOptions } from 'unplugin'
import { loadEngine } from './entry/load-engine.ts'
import type { RekindleOptions } from './options/options.ts'
import type { RekindleError as AnyRekindleError } from './options/rekindle-error.ts'

export type {
  CallEvent,
  Delta,
  EmittedModule,
  EventListener,
  MissReason,
  OutputFile,
  RekindleEvent,
  UncacheableReason,
} from '@rekindle/core'
export type { CacheLimits } from './options/cache-limits.ts'
export type { RekindleOptions } from './options/options.ts'
export type { ErrorCode } from './options/rekindle-error.ts'
export type { BuildReport, PluginStatistics } from './report/build-statistics.ts'

const engine = loadEngine()
const { NAME, setUp, viteHooks, rollupHooks, rolldownHooks, esbuildHooks } = engine

/** What is thrown where the plugin is not used as it can be. */
export const RekindleError: typeof AnyRekindleError = engine.RekindleError
export type RekindleError = AnyRekindleError

/** The plugin for whichever bundler asks, as unplugin wants it. */
const factory: UnpluginFactory<RekindleOptions | undefined, false> = (given): UnpluginOptions => {
  const setup = setUp(given, factory)
  if (setup === null) {
    return { name: NAME }
  }
  const { options, caller } = setup
  return {
    name: NAME,
    vite: viteHooks(options, caller),
    rollup: rollupHooks(options, caller),
    rolldown: rolldownHooks(options, caller),
    esbuild: esbuildHooks(options, caller),
  }
}

/** Rekindle for every supported bundler: `unplugin.vite(options)`, `unplugin.rollup(options)`. */
export const unplugin: UnpluginInstance<RekindleOptions | undefined, false> = createUnplugin(factory)
