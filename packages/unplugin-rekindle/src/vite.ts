import { createVitePlugin } from 'unplugin'
import type { Plugin } from 'vite'
import { factory } from './factory.ts'
import type { RekindleOptions } from './options/options.ts'

/** Rekindle as a Vite plugin. It may stand anywhere in the list of plugins. */
const rekindle: (options?: RekindleOptions) => Plugin = createVitePlugin(factory) as (
  options?: RekindleOptions,
) => Plugin

export default rekindle
export type { RekindleOptions } from './options/options.ts'
