import path from 'node:path'
import { type CacheKey, type HookTrace, noteUnkept, runUntraced, type SnapshotRefusal } from '@rekindle/core'
import type { BuildOptions, BuildResult, Metafile, OnLoadArgs } from 'esbuild'
import { GatheredValues } from '../gathered-values.ts'
import { RecordedBuild } from '../recorded-build.ts'
import type { SnapshotRoom } from '../snapshot-room.ts'
import { mayGather, otherPlugins, outputFolder, refusedUse } from './esbuild-use.ts'
import { modulesOf, nativeInputs } from './native-inputs.ts'
import { type Reading, whenRead } from './options-as-read.ts'
import { patternFolders } from './pattern-folders.ts'
import { saveResult } from './saved-result.ts'
import { hasOtherBuilds } from './service-talk.ts'
import { ToldByPlugins } from './told-by-plugins.ts'

/** Callbacks for the end of a build that do nothing which is missed, by plugin: they end or settle something of the plugin's own. */
const HARMLESS: ReadonlyMap<string, string> = new Map([
  ['esbuild-svelte', 'onEnd'],
  // It writes a page, or does nothing; what is written is seen.
  ['vue', 'onEnd'],
  ['sass-plugin', 'onDispose'],
])

/** Builds that are being recorded in this process; nobody can tell which of them has read or done something. */
const running: Set<EsbuildRecording> = new Set()

const TOGETHER: SnapshotRefusal = { kind: 'use', detail: 'several builds at the same time' }

/** What the end of a build needs to know. */
interface Made {
  readonly options: BuildOptions
  readonly result: BuildResult
  readonly metafile: Metafile | undefined
}

/** A build by esbuild that is to be recorded as a whole, from before the setup of its plugins to after its last callback. */
export class EsbuildRecording {
  readonly #recorded: RecordedBuild
  readonly #room: SnapshotRoom
  readonly #root: string
  readonly #reader: string
  readonly #told: ToldByPlugins = new ToldByPlugins()
  readonly #setups: HookTrace[] = []
  #made: Made | null = null
  #reading: Reading | null = null
  #starts = 0

  /** `reader` is the file of esbuild's code, `refusal` why it is known already that nothing will come of it. */
  constructor(
    room: SnapshotRoom,
    key: CacheKey,
    options: BuildOptions,
    reader: string,
    refusal: SnapshotRefusal | null,
  ) {
    this.#room = room
    this.#root = room.root.directory
    this.#reader = reader
    const folder = outputFolder(options, this.#root)
    this.#recorded = new RecordedBuild(
      room,
      key,
      {
        outputFolders: folder === null ? [] : [folder],
        looksAmongOutputs: false,
        isPrint: () => false,
        isLog: () => false,
        isEffect: () => false,
        isWriteAmongOutputs: () => false,
        unseenInputs: (search) => {
          const { options: asked, metafile = { inputs: {} } } = this.#made as Made
          const build = { options: asked, folder: this.#root, metafile, told: this.#told }
          return nativeInputs({ ...search, modules: modulesOf(build) }, build)
        },
      },
      refusal,
      new GatheredValues(otherPlugins(options).filter(mayGather), options),
    )
    for (const other of running) {
      other.refuse(TOGETHER)
      this.refuse(TOGETHER)
    }
    running.add(this)
  }

  refuse(refusal: SnapshotRefusal): void {
    this.#recorded.refuse(refusal)
  }

  /** A plugin has asked for a callback at the end. */
  noteEnd(plugin: string, hook: 'onEnd' | 'onDispose'): void {
    if (HARMLESS.get(plugin) !== hook) {
      this.refuse({ kind: 'hook', plugin, hook })
    }
  }

  noteSetup(trace: HookTrace): void {
    this.#setups.push(trace)
  }

  noteLoaded(args: OnLoadArgs, result: unknown): void {
    this.#told.noteLoaded(args, result)
  }

  noteWatched(result: unknown): void {
    this.#told.noteWatched(result)
  }

  noteResolved(folder: string | undefined, answer: unknown): void {
    this.#told.noteResolved(folder, answer)
  }

  /** All plugins are set up, and esbuild is about to read its options. */
  settle(options: BuildOptions): void {
    const { absWorkingDir = process.cwd() } = options
    const detail =
      absWorkingDir === this.#root ? refusedUse(options, this.#root) : 'a plugin that changes the folder'
    if (detail !== null) {
      this.refuse({ kind: 'use', detail })
      return
    }
    const folder = outputFolder(options, this.#root)
    if (folder !== null) {
      this.#recorded.expectFolder(folder)
    }
    this.#reading = whenRead(options, this.#reader, null)
  }

  start(): void {
    this.#starts += 1
    if (this.#starts > 1 || this.#reading?.hasBegun !== true) {
      this.refuse({ kind: 'use', detail: 'a use of esbuild that nobody knows' })
    }
  }

  /** The build has come to nothing. */
  giveUp(): void {
    running.delete(this)
    this.#recorded.giveUp()
  }

  /** Everybody has seen the result. `metafile` is there also where nobody else has asked for it. */
  end(made: Made): void {
    if (made.result.errors.length > 0) {
      this.giveUp()
      return
    }
    try {
      runUntraced(() => this.#end(made))
    } catch (error) {
      this.giveUp()
      this.#room.emit({ kind: 'cache-failed', during: 'recording a build', message: String(error) })
    }
  }

  #end(made: Made): void {
    const { options, result, metafile } = made
    running.delete(this)
    for (const setup of this.#setups) {
      noteUnkept(setup)
    }
    if (result.warnings.length > 0) {
      this.refuse({ kind: 'printed', detail: 'a warning' })
    }
    if (hasOtherBuilds()) {
      this.refuse({ kind: 'use', detail: 'another build in the same process' })
    }
    this.#made = made
    const folder = this.#root
    const saved = metafile === undefined ? 'no metafile' : saveResult({ options, folder, result, metafile })
    if (metafile === undefined || typeof saved === 'string') {
      this.refuse({ kind: 'output', detail: String(saved) })
    } else {
      const inputs = new Set(modulesOf({ options, folder, metafile, told: this.#told }))
      const again = saved.files.find(({ fileName }) => inputs.has(String(fileName)))
      const outputs = outputFolder(options, folder)
      const isAmong = (file: string): boolean => outputs !== null && file.startsWith(outputs + path.sep)
      if (again !== undefined || [...inputs].some(isAmong)) {
        this.refuse({ kind: 'use', detail: 'a module among the outputs' })
      }
      const looked = [...patternFolders(options, folder, metafile)]
      if (looked.some((place) => isAmong(`${place}/`) || `${outputs}/`.startsWith(`${place}/`))) {
        // It finds them in the next build.
        this.refuse({ kind: 'use', detail: 'a pattern that may mean outputs' })
      }
      this.#recorded.noteModules(inputs, [])
      this.#recorded.addOutput(saved)
    }
    this.#recorded.end()
  }
}
