import { describeValue } from '@rekindle/core'
import { flattenPlugins } from '../intercept/flatten-plugins.ts'
import type { RekindleOptions } from '../options/options.ts'
import type { ConfigCaller } from './config-caller.ts'
import type { ModuleInfoSource } from './module-info-facts.ts'
import { ProjectCache, type ProjectFacts } from './project-cache.ts'

/** The input options of such a bundler, as far as all of them have them. */
interface InputOptions {
  readonly plugins?: unknown
  readonly input?: unknown
}

/** What such a bundler calls; `this` of each hook as far as it is used. */
interface RollupStyleHooks<Options extends InputOptions> {
  readonly options: {
    readonly order: 'post'
    handler(this: { readonly meta: object }, inputOptions: Options): Promise<Options | null>
  }
  readonly buildStart: { readonly order: 'pre'; handler(inputOptions: InputOptions): void }
  readonly buildEnd: {
    readonly order: 'post'
    handler(this: ModuleInfoSource, error?: Error): void
  }
}

/**
 * The hooks of bundlers that build as Rollup does: interception once the options are known, and the start and end of each
 * build. `options` is early enough for all of them; Rolldown has taken the plugins' hooks before `buildStart`.
 */
export function rollupStyleHooks<Options extends InputOptions>(
  options: RekindleOptions,
  caller: ConfigCaller | null,
  factsOf: (inputOptions: Options, meta: object) => ProjectFacts,
): RollupStyleHooks<Options> {
  let cache: ProjectCache | null = null
  return {
    options: {
      order: 'post',
      async handler(inputOptions) {
        cache ??= new ProjectCache(options, factsOf(inputOptions, this.meta), caller)
        const plugins = await flattenPlugins(inputOptions.plugins)
        const replacements = cache.intercept(plugins)
        return replacements.size === 0
          ? null
          : { ...inputOptions, plugins: plugins.map((plugin) => replacements.get(plugin) ?? plugin) }
      },
    },
    buildStart: {
      order: 'pre',
      handler({ input }) {
        cache?.startBuild(describeValue(input))
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
