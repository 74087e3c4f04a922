import type { Plugin } from 'rolldown'
import { createRolldownPlugin } from 'unplugin'
import { factory } from './factory.ts'
import type { RekindleOptions } from './options/options.ts'

/** Rekindle as a Rolldown plugin. It may stand anywhere in the list of plugins. */
const rekindle: (options?: RekindleOptions) => Plugin = createRolldownPlugin(factory) as (
  options?: RekindleOptions,
) => Plugin

export default rekindle
export type { RekindleOptions } from './options/options.ts'
