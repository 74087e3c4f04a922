import { describeValue } from '@rekindle/core'
import type { InputOptions, Plugin } from 'rollup'
import type { ConfigCaller } from '../build/config-caller.ts'
import { plainProject } from '../build/plain-project.ts'
import type { ProjectFacts } from '../build/project-cache.ts'
import { rollupStyleHooks } from '../build/rollup-style-hooks.ts'
import type { RekindleOptions } from '../options/options.ts'

/** Input options that say nothing about what `load` and `transform` return. */
const OUTSIDE: ReadonlySet<string> = new Set([
  'plugins',
  'input',
  'cache',
  'watch',
  'onwarn',
  'onLog',
  'logLevel',
])

const CONFIG_READERS: ReadonlySet<string> = new Set(['rollup'])

/** Rollup's hooks. */
export function rollupHooks(options: RekindleOptions, caller: ConfigCaller | null): Partial<Plugin> {
  return rollupStyleHooks(options, caller, projectFacts)
}

function projectFacts(inputOptions: InputOptions, meta: object): ProjectFacts {
  const relevant = Object.entries(inputOptions).filter(([name]) => !OUTSIDE.has(name))
  return {
    ...plainProject(process.cwd(), inputOptions.logLevel),
    configFiles: [],
    configReaders: CONFIG_READERS,
    facts: { bundler: describeValue(meta), nodeEnv: process.env['NODE_ENV'] ?? '' },
    config: describeValue(Object.fromEntries(relevant)),
  }
}
