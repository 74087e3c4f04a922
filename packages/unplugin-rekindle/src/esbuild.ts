import type { Plugin } from 'esbuild'
import { createEsbuildPlugin } from 'unplugin'
import { factory } from './factory.ts'
import type { RekindleOptions } from './options/options.ts'

/** Rekindle as an esbuild plugin. It must stand first in the list of plugins. */
const rekindle: (options?: RekindleOptions) => Plugin = createEsbuildPlugin(factory) as (
  options?: RekindleOptions,
) => Plugin

export default rekindle
export type { RekindleOptions } from './options/options.ts'
