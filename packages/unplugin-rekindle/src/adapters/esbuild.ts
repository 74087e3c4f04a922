import path from 'node:path'
import type { Message, PartialMessage, Plugin, PluginBuild } from 'esbuild'
import type { ConfigCaller } from '../build/config-caller.ts'
import { plainProject } from '../build/plain-project.ts'
import { ProjectCache, type ProjectFacts } from '../build/project-cache.ts'
import { BuildInterception } from '../intercept/esbuild/build-interception.ts'
import { notFirst } from '../options/errors.ts'
import type { RekindleOptions } from '../options/options.ts'
import { EsbuildDeltas } from '../output/esbuild-deltas.ts'
import { wantsDeltas } from '../output/project-outputs.ts'
import { describeOptions, isKeyed } from './esbuild-options.ts'

const CONFIG_READERS: ReadonlySet<string> = new Set(['esbuild'])

/** Esbuild's part: interception before the other plugins are set up, and the start and end of each build. */
export function esbuildHooks(
  options: RekindleOptions,
  caller: ConfigCaller | null,
): { setup(build: PluginBuild): void } {
  return {
    setup(build) {
      const interception = new BuildInterception(options.plugins ?? {}, isKeyed)
      const deltas = wantsDeltas(options) ? new EsbuildDeltas(build.initialOptions) : null
      // Plugins that stand before would see what it asks for.
      const isFirst = warningsOfPlace(build.initialOptions.plugins ?? []).length === 0
      interception.intercept(build.initialOptions, () => isFirst && deltas?.prepare())
      let cache: ProjectCache | null = null
      let warnings = warningsOfPlace(build.initialOptions.plugins ?? [])
      let isRunning = false
      const end = (errors: readonly Message[] = []): void => {
        if (isRunning) {
          isRunning = false
          cache?.endBuild(failureOf(errors, build))
        }
      }
      build.onStart(() => {
        end()
        // Other plugins may have changed the options in their setup.
        cache ??= new ProjectCache(options, projectFacts(build), caller)
        cache.declineSnapshot('esbuild')
        cache.startBuild(build)
        deltas?.startBuild()
        isRunning = true
        interception.start(cache.host)
        const told = warnings
        warnings = []
        return { warnings: told }
      })
      build.onEnd((result) => {
        // As long as the store is open.
        if (cache !== null) {
          deltas?.endBuild(cache.outputs, result)
        }
        end(result.errors)
      })
      build.onDispose(() => end())
    },
  }
}

/** The errors of a build in the form in which other bundlers give theirs: with the files that they speak of. */
function failureOf(errors: readonly Message[], { initialOptions }: PluginBuild): object | undefined {
  const root = initialOptions.absWorkingDir ?? process.cwd()
  const files = errors.flatMap(({ location }) => (location === null ? [] : [location.file]))
  return errors.length === 0
    ? undefined
    : { errors: files.map((file) => ({ loc: { file: path.resolve(root, file) } })) }
}

function projectFacts({ initialOptions, esbuild }: PluginBuild): ProjectFacts {
  return {
    ...plainProject(initialOptions.absWorkingDir ?? process.cwd(), initialOptions.logLevel),
    configFiles: [],
    configReaders: CONFIG_READERS,
    facts: { bundler: `esbuild ${esbuild.version}`, nodeEnv: process.env['NODE_ENV'] ?? '' },
    config: describeOptions(initialOptions),
  }
}

/** Plugins that stand before this one were set up before it could reach them. */
function warningsOfPlace(plugins: readonly Plugin[]): PartialMessage[] {
  const place = plugins.findIndex(({ name }) => name === 'rekindle')
  const before = plugins.slice(0, Math.max(place, 0))
  if (before.length === 0) {
    return []
  }
  const error = notFirst(before.map(({ name }) => name))
  return [{ text: error.message, notes: [{ text: `See ${error.docs}` }], detail: error }]
}
