import type { Plugin } from 'rollup'
import { createRollupPlugin } from 'unplugin'
import { factory } from './factory.ts'
import type { RekindleOptions } from './options/options.ts'

/** Rekindle as a Rollup plugin. It may stand anywhere in the list of plugins. */
const rekindle: (options?: RekindleOptions) => Plugin = createRollupPlugin(factory) as (
  options?: RekindleOptions,
) => Plugin

export default rekindle
export type { RekindleOptions } from './options/options.ts'
