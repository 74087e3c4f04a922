import path from 'node:path'
import { runUntraced } from '@rekindle/core'
import type { BuildResult, Message, Metafile, PartialMessage, PluginBuild } from 'esbuild'
import { buildSubject } from '../aside/build-subject.ts'
import type { StartJudge } from '../aside/start-judge.ts'
import type { ConfigCaller } from '../build/config-caller.ts'
import { plainProject } from '../build/plain-project.ts'
import { ProjectCache, type ProjectFacts } from '../build/project-cache.ts'
import { startFactsOf } from '../build/start-facts.ts'
import { BuildInterception } from '../intercept/esbuild/build-interception.ts'
import { interceptSetup, isFixed } from '../intercept/esbuild/intercept-setup.ts'
import { notFirst } from '../options/errors.ts'
import type { RekindleOptions } from '../options/options.ts'
import { EsbuildDeltas } from '../output/esbuild-deltas.ts'
import { HiddenMetafile } from '../output/hidden-metafile.ts'
import { wantsDeltas } from '../output/project-outputs.ts'
import type { EsbuildCall } from '../snapshot/esbuild/esbuild-call.ts'
import type { EsbuildRecording } from '../snapshot/esbuild/esbuild-recording.ts'
import type { EsbuildRestoring } from '../snapshot/esbuild/esbuild-restoring.ts'
import { otherPlugins } from '../snapshot/esbuild/esbuild-use.ts'
import { type EsbuildWhole, openEsbuildBuild } from '../snapshot/esbuild/esbuild-whole-build.ts'
import { describeOptions, isKeyed } from './esbuild-options.ts'

const CONFIG_READERS: ReadonlySet<string> = new Set(['esbuild'])

/** What such builds are made for. */
export interface EsbuildTask {
  readonly options: RekindleOptions
  readonly caller: ConfigCaller | null
  /** Null: all builds are looked at. */
  readonly judge: StartJudge | null
  readonly build: PluginBuild
  /** For records of whole builds; null: nobody wants any. */
  readonly call: EsbuildCall | null
}

/** The builds of one call of esbuild: a single one, or all of a context. */
export class EsbuildBuilds {
  readonly #options: RekindleOptions
  readonly #caller: ConfigCaller | null
  readonly #judge: StartJudge | null
  readonly #build: PluginBuild
  readonly #call: EsbuildCall | null
  readonly #pluginNames: readonly string[]
  readonly #deltas: EsbuildDeltas | null
  readonly #metafile: HiddenMetafile = new HiddenMetafile()
  /** Plugins that stand before this one were set up before it could reach them. */
  readonly #namesBefore: readonly string[]
  #cache: { readonly project: ProjectCache; readonly facts: ProjectFacts } | null = null
  #recording: EsbuildRecording | null = null
  #made: Metafile | undefined
  #isRunning = false
  #hasStarted = false

  constructor({ options, caller, judge, build, call }: EsbuildTask) {
    this.#options = options
    this.#caller = caller
    this.#judge = judge
    this.#build = build
    this.#call = call
    this.#deltas = wantsDeltas(options) ? new EsbuildDeltas(build.initialOptions) : null
    this.#pluginNames = (build.initialOptions.plugins ?? []).map(({ name }) => name)
    this.#namesBefore = this.#pluginNames.slice(0, Math.max(this.#pluginNames.indexOf('rekindle'), 0))
  }

  setUp(): void {
    const whole = this.#openWhole()
    if (whole.kind === 'restored') {
      this.#restore(whole.restoring)
    } else {
      this.#recording = whole.kind === 'recorded' ? whole.recording : null
      this.#intercept()
    }
  }

  #openWhole(): EsbuildWhole {
    const room = this.#call === null ? null : this.#openCache().snapshotRoom()
    if (this.#call === null || room === null) {
      return { kind: 'ordinary' }
    }
    const fixed = otherPlugins(this.#build.initialOptions).filter(isFixed)
    return openEsbuildBuild(room, {
      build: this.#build,
      call: this.#call,
      caller: this.#caller?.file ?? null,
      fixed: [...this.#namesBefore, ...fixed.map(({ name }) => name)],
    })
  }

  #restore(restoring: EsbuildRestoring): void {
    const build = this.#build
    const cache = this.#openCache()
    for (const plugin of otherPlugins(build.initialOptions)) {
      interceptSetup(plugin, build.initialOptions, () => undefined)
    }
    build.onStart(() => {
      cache.startRestoredBuild(build)
      return restoring.start()
    })
    build.onEnd(async (result) => {
      const restored = await restoring.end(result)
      if (restored.kind === 'restored') {
        this.#endDeltas(cache, result, restored.metafile)
      }
      cache.endRestoredBuild()
      return restored.kind === 'built' ? restored.told : null
    })
  }

  #intercept(): void {
    const build = this.#build
    const { initialOptions } = build
    const interception = new BuildInterception(this.#options.plugins ?? {}, isKeyed)
    build.onStart(() => {
      this.#end()
      const warnings = this.#hasStarted ? [] : this.#warnings()
      // Other plugins may have changed the options in their setup; esbuild has read them, once.
      const cache = this.#hasStarted && this.#cache !== null ? this.#cache.project : this.#openCache()
      this.#hasStarted = true
      this.#judge?.startBuild()
      cache.startBuild(build)
      this.#metafile.hide(initialOptions)
      this.#recording?.start()
      this.#isRunning = true
      interception.start(cache.host)
      return { warnings }
    })
    build.onEnd((result) => {
      this.#made = this.#metafile.take(result)
      // As long as the store is open.
      if (this.#cache !== null) {
        this.#endDeltas(this.#cache.project, result, this.#made)
      }
      this.#end(result.errors)
      this.#tellJudge()
    })
    build.onDispose(() => this.#end())
    // Where no other plugin is set up, all are by now.
    interception.intercept(initialOptions, () => this.#settle(), this.#recording)
  }

  /** Where something would be cached if it were called, or this plugin stands in the wrong place, all builds are looked at. */
  #tellJudge(): void {
    const quiet = this.#cache?.project.quietBuild() ?? null
    if (quiet?.awaited.length === 0 && this.#namesBefore.length === 0) {
      const { absWorkingDir, entryPoints } = this.#build.initialOptions
      const subject = buildSubject(absWorkingDir, entryPoints)
      this.#judge?.endBuild(quiet, () => startFactsOf(this.#caller, subject, this.#pluginNames))
    }
  }

  /** All plugins are set up. */
  #settle(): void {
    const { initialOptions } = this.#build
    const recording = this.#recording
    // Plugins that stand before would see what it asks for.
    const isFirst = this.#namesBefore.length === 0
    if (isFirst && (this.#deltas?.isWriting === true || recording !== null)) {
      this.#metafile.ask(initialOptions)
    }
    if (recording !== null) {
      recording.settle(initialOptions)
      // The last of all callbacks: what it sees is what is returned.
      this.#build.onEnd((result) => {
        recording.end({ options: initialOptions, result, metafile: this.#made })
      })
    }
  }

  /** Of the project as its options are now. */
  #openCache(): ProjectCache {
    const facts = projectFacts(this.#build)
    if (this.#cache === null || this.#cache.facts.root !== facts.root) {
      const own = { ...facts }
      this.#cache = { project: new ProjectCache(this.#options, own, this.#caller), facts: own }
    } else {
      Object.assign(this.#cache.facts, facts)
    }
    return this.#cache.project
  }

  #endDeltas({ outputs }: ProjectCache, result: BuildResult, metafile: Metafile | undefined): void {
    // What it reads is no input of the build.
    runUntraced(() => this.#deltas?.endBuild(outputs, result, metafile))
  }

  #end(errors: readonly Message[] = []): void {
    if (this.#isRunning) {
      this.#isRunning = false
      this.#cache?.project.endBuild(failureOf(errors, this.#build))
    }
  }

  #warnings(): PartialMessage[] {
    if (this.#namesBefore.length === 0) {
      return []
    }
    const error = notFirst([...this.#namesBefore])
    return [{ text: error.message, notes: [{ text: `See ${error.docs}` }], detail: error }]
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
