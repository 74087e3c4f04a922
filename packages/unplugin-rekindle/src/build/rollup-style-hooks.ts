import { describeValue, runUntraced } from '@rekindle/core'
import { buildSubject } from '../aside/build-subject.ts'
import { StartJudge } from '../aside/start-judge.ts'
import type { StartNotes } from '../aside/start-notes.ts'
import { flattenPlugins } from '../intercept/flatten-plugins.ts'
import type { RekindleOptions } from '../options/options.ts'
import type { EqualWrites } from '../output/equal-writes.ts'
import { type OutputHooks, outputHooks } from '../output/output-hooks.ts'
import { nameByPosition } from '../snapshot/name-by-position.ts'
import { openWholeBuild, type SnapshotBundler, type WholeBuild } from '../snapshot/rollup-style-snapshot.ts'
import type { SnapshotRoom } from '../snapshot/snapshot-room.ts'
import type { ConfigCaller } from './config-caller.ts'
import type { ModuleInfoSource } from './module-info-facts.ts'
import { ProjectCache, type ProjectFacts } from './project-cache.ts'
import { startFactsOf } from './start-facts.ts'
import type { WatchingContext } from './watched-paths.ts'

/** The input options of such a bundler, as far as all of them have them. */
interface InputOptions {
  /** Rolldown's. */
  readonly cwd?: string | undefined
  readonly plugins?: unknown
  readonly input?: unknown
  readonly watch?: unknown
}

/** What such a bundler calls; `this` of each hook as far as it is used. */
interface RollupStyleHooks<Options extends InputOptions> extends OutputHooks {
  readonly options: {
    readonly order: 'post'
    handler(this: { readonly meta: object }, inputOptions: Options): Promise<Options | null>
  }
  readonly buildStart: { readonly order: 'pre'; handler(this: object, inputOptions: InputOptions): void }
  readonly watchChange: (id: string) => void
  readonly buildEnd: {
    readonly order: 'post'
    handler(this: ModuleInfoSource & WatchingContext, error?: Error): void
  }
}

/** What an adapter says of such a bundler. */
interface RollupStyleBundler<Options extends InputOptions> {
  readonly bundler: 'rollup' | 'rolldown'
  readonly options: RekindleOptions
  readonly caller: ConfigCaller | null
  /** For builds that needn't be looked at; null: all are. */
  readonly notes: StartNotes | null
  readonly projectFacts: (inputOptions: Options, meta: object) => ProjectFacts
  readonly snapshotBundler: (inputOptions: Options, meta: object, room: SnapshotRoom) => SnapshotBundler
  /** Keeps a bundler from writing what is there already, where that can be done by an option `fs`. */
  readonly equalWritesOf?: (inputOptions: Options, meta: object) => EqualWrites | null
}

/**
 * The hooks of bundlers that build as Rollup does: interception once the options are known, and the start and end of each
 * build. `options` is early enough for all of them; Rolldown has taken the plugins' hooks before `buildStart`.
 */
export function rollupStyleHooks<Options extends InputOptions>({
  bundler,
  options,
  caller,
  notes,
  projectFacts,
  snapshotBundler,
  equalWritesOf = () => null,
}: RollupStyleBundler<Options>): RollupStyleHooks<Options> {
  const judge = notes === null ? null : new StartJudge(bundler, options, notes)
  let isRestored = false
  let isWatching = false
  let pluginNames: readonly string[] = []
  let subject = ''
  let cache: ProjectCache | null = null
  let equalWrites: EqualWrites | null = null
  let input = ''
  let watchOptions: unknown
  const { closeBundle, ...hooksOfOutputs } = outputHooks(() =>
    cache === null
      ? null
      : { outputs: cache.outputs, making: cache, equalWrites, input, otherFiles: () => [] },
  )
  return {
    ...hooksOfOutputs,
    closeBundle: {
      handler() {
        closeBundle.handler.call(this)
        if (cache !== null && !isWatching) {
          judge?.endBuild(cache.quietBuild(), () => startFactsOf(caller, subject, pluginNames))
        }
      },
    },
    options: {
      order: 'post',
      async handler(inputOptions) {
        cache ??= new ProjectCache(options, projectFacts(inputOptions, this.meta), caller)
        isWatching = (this.meta as { readonly watchMode?: boolean }).watchMode === true
        input = describeValue(inputOptions.input)
        subject = buildSubject(inputOptions.cwd, inputOptions.input)
        watchOptions = inputOptions.watch
        // Rollup asks for its options before each build of a watcher.
        equalWrites ??= equalWritesOf(inputOptions, this.meta)
        const plugins = await flattenPlugins(inputOptions.plugins)
        pluginNames = plugins.map((plugin) => String(Reflect.get(plugin, 'name')))
        const whole = await wholeBuildOf(cache, inputOptions, plugins, (room) =>
          snapshotBundler(inputOptions, this.meta, room),
        )
        isRestored = whole.kind === 'restored'
        if (whole.kind === 'restored') {
          return { ...inputOptions, ...whole.inputOptions }
        }
        const replacements = cache.intercept(plugins)
        const changed = {
          ...((replacements.size > 0 || whole.kind === 'recorded') && {
            plugins: surrounded(
              plugins.map((plugin) => replacements.get(plugin) ?? plugin),
              whole,
            ),
          }),
          ...(equalWrites !== null && { fs: equalWrites.functions }),
        }
        return Object.keys(changed).length === 0 ? null : { ...inputOptions, ...changed }
      },
    },
    buildStart: {
      order: 'pre',
      handler(inputOptions) {
        judge?.startBuild()
        if (isRestored) {
          cache?.startRestoredBuild(this)
        } else {
          cache?.startBuild(this, describeValue(inputOptions.input))
        }
      },
    },
    watchChange(file) {
      cache?.noteChange(file)
    },
    buildEnd: {
      order: 'post',
      handler(error) {
        if (isRestored) {
          cache?.endRestoredBuild()
          return
        }
        if (error === undefined) {
          cache?.recordGraph(this, this)
          cache?.watch(this, watchOptions)
        }
        cache?.endBuild(error)
      },
    },
  }
}

/** A failure of it is an event, and the build is made as any other. */
async function wholeBuildOf(
  cache: ProjectCache,
  inputOptions: InputOptions,
  plugins: readonly object[],
  bundlerOf: (room: SnapshotRoom) => SnapshotBundler,
): Promise<WholeBuild> {
  const room = cache.snapshotRoom()
  if (room === null) {
    return ORDINARY
  }
  try {
    const bundler = runUntraced(() => bundlerOf(room))
    return await openWholeBuild(room, bundler, plugins, inputOptions)
  } catch (error) {
    room.emit({ kind: 'cache-failed', during: 'looking for a recorded build', message: String(error) })
    return ORDINARY
  }
}

const ORDINARY: WholeBuild = { kind: 'ordinary' }

function surrounded(plugins: readonly object[], whole: WholeBuild): readonly object[] {
  if (whole.kind !== 'recorded') {
    return plugins
  }
  nameByPosition(plugins)
  return [whole.around[0], ...plugins, whole.around[1]]
}
