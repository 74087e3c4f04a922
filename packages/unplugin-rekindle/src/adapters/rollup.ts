import type { PrintedLine } from '@rekindle/core'
import { describeValue } from '@rekindle/core'
import type { InputOptions, Plugin } from 'rollup'
import type { ConfigCaller } from '../build/config-caller.ts'
import { ProjectCache } from '../build/project-cache.ts'
import { flattenPlugins } from '../intercept/flatten-plugins.ts'
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

/** Rollup's hooks: interception once the options are known, and the start and end of each build. */
export function rollupHooks(options: RekindleOptions, caller: ConfigCaller | null): Partial<Plugin> {
  let cache: ProjectCache | null = null
  return {
    options: {
      order: 'post',
      async handler(inputOptions) {
        cache ??= new ProjectCache(options, projectFacts(inputOptions, this.meta), caller)
        const plugins = await flattenPlugins(inputOptions.plugins)
        const replacements = cache.intercept(plugins)
        return replacements.size === 0
          ? null
          : {
              ...inputOptions,
              plugins: plugins.map((plugin) => (replacements.get(plugin) ?? plugin) as Plugin),
            }
      },
    },
    buildStart: {
      order: 'pre',
      handler() {
        cache?.startBuild()
      },
    },
    buildEnd: {
      order: 'post',
      handler(error) {
        if (error === undefined) {
          cache?.recordGraph(this, this)
        }
        cache?.endBuild(error)
      },
    },
  }
}

function projectFacts(
  inputOptions: InputOptions,
  meta: object,
): ConstructorParameters<typeof ProjectCache>[1] {
  const relevant = Object.entries(inputOptions).filter(([name]) => !OUTSIDE.has(name))
  return {
    root: process.cwd(),
    configFiles: [],
    configReaders: CONFIG_READERS,
    facts: { bundler: describeValue(meta), nodeEnv: process.env['NODE_ENV'] ?? '' },
    config: describeValue(Object.fromEntries(relevant)),
    environmentOf: () => '',
    isServing: false,
    // It has no styles of its own.
    styles: {
      root: process.cwd(),
      publicFolder: null,
      followsTsconfig: false,
      runsFunctions: false,
      preprocessors: {},
    },
    print: printToConsole,
  }
}

function printToConsole({ method, args }: PrintedLine): void {
  ;(console as unknown as Record<string, (...args: readonly unknown[]) => void>)[method]?.(...args)
}
