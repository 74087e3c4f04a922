import { createUnplugin, type UnpluginFactory, type UnpluginInstance, type UnpluginOptions } from 'unplugin'
import { esbuildHooks } from './adapters/esbuild.ts'
import { rolldownHooks } from './adapters/rolldown.ts'
import { rollupHooks } from './adapters/rollup.ts'
import { viteHooks } from './adapters/vite.ts'
import { NAME, setUp } from './factory.ts'
import type { RekindleOptions } from './options/options.ts'

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
export { type ErrorCode, RekindleError } from './options/rekindle-error.ts'
export type { BuildReport, PluginStatistics } from './report/build-statistics.ts'

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
