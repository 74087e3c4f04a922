import { createUnplugin, type UnpluginInstance } from 'unplugin'
import { factory } from './factory.ts'
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

/** Rekindle for every supported bundler: `unplugin.vite(options)`, `unplugin.rollup(options)`. */
export const unplugin: UnpluginInstance<RekindleOptions | undefined, false> = createUnplugin(factory)
