import { describeValue } from '@rekindle/core'
import type { InputOptions, Plugin } from 'rolldown'
import type { ConfigCaller } from '../build/config-caller.ts'
import { plainProject } from '../build/plain-project.ts'
import type { ProjectFacts } from '../build/project-cache.ts'
import { rollupStyleHooks } from '../build/rollup-style-hooks.ts'
import type { RekindleOptions } from '../options/options.ts'

/**
 * `in`: may decide what a `load` or `transform` hook returns. Exhaustive by type: an option that Rolldown adds does not
 * compile until it is classified.
 */
const OPTIONS: { readonly [Name in keyof Required<InputOptions>]: 'in' | 'out' } = {
  checks: 'out',
  context: 'in',
  cwd: 'out', // The root: results are relative to it.
  devtools: 'out',
  experimental: 'in',
  external: 'in',
  input: 'out',
  logLevel: 'out',
  makeAbsoluteExternalsRelative: 'in',
  moduleTypes: 'in',
  onLog: 'out',
  onwarn: 'out',
  optimization: 'in',
  platform: 'in',
  plugins: 'out', // Each has its identity.
  preserveEntrySignatures: 'in',
  resolve: 'in',
  shimMissingExports: 'in',
  transform: 'in',
  treeshake: 'in',
  tsconfig: 'in',
  watch: 'out', // `this.meta.watchMode` tells of it.
}

const CONFIG_READERS: ReadonlySet<string> = new Set(['rolldown'])

/** Rolldown's hooks. */
export function rolldownHooks(options: RekindleOptions, caller: ConfigCaller | null): Partial<Plugin> {
  return rollupStyleHooks(options, caller, projectFacts) as Partial<Plugin>
}

function projectFacts(inputOptions: InputOptions, meta: object): ProjectFacts {
  const root = inputOptions.cwd ?? process.cwd()
  const relevant = Object.entries(inputOptions).filter(
    ([name]) => OPTIONS[name as keyof InputOptions] !== 'out',
  )
  return {
    ...plainProject(root, inputOptions.logLevel),
    configFiles: [],
    configReaders: CONFIG_READERS,
    facts: { bundler: describeValue(meta), nodeEnv: process.env['NODE_ENV'] ?? '' },
    config: describeValue(Object.fromEntries(relevant)),
  }
}
