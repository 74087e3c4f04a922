import path from 'node:path'
import {
  type BuildWitness,
  buildWitness,
  type CacheKey,
  callWitness,
  judgeActs,
  OwnFolders,
  type RecordedInput,
  runUntraced,
  type SeenPrint,
  type SnapshotRefusal,
  SnapshotShelf,
  startTracing,
  stopTracing,
  type TimedInput,
} from '@rekindle/core'
import { touchedInputs } from '../intercept/learn-inputs.ts'
import { fileOfId } from '../plugins-known/known-plugin.ts'
import { chanceInOutputs } from './chance-in-outputs.ts'
import type { GatheredValues } from './gathered-values.ts'
import { memoName, OTHER_OUTPUT } from './output-memo.ts'
import { contentBytes, encodeBuild, type SavedFile, type SavedOutput } from './output-text.ts'
import { ProcessBefore } from './process-before.ts'
import type { SnapshotRoom } from './snapshot-room.ts'
import type { NativeSearch } from './unseen-inputs.ts'

/** What differs by bundler in what a build may do and read. */
export interface RecordingHabits {
  /** Folders in which outputs will be, as far as they are known before; absolute. */
  readonly outputFolders: readonly string[]
  isPrint(print: SeenPrint): boolean
  /** Whether a restored build gives this log as well. */
  isLog(message: string): boolean
  isEffect(effect: string): boolean
  /** A change in a folder of outputs that comes again in every build; `file` is relative to that folder. */
  isWriteAmongOutputs(method: string, file: string): boolean
  /** Whether the bundler itself looks at what is in a folder of outputs. */
  readonly looksAmongOutputs: boolean
  /** What a bundler reads where nobody sees it. */
  unseenInputs(search: NativeSearch): readonly TimedInput[] | SnapshotRefusal
}

/** A module that a stand-in may have the name of. */
const SCRIPT: RegExp = /\.[cm]?[jt]sx?$/

/** Folders of tools in a `node_modules`: what is written there is a cache. */
const TOOL_CACHE: RegExp = /[\\/]node_modules[\\/]\.[^\\/]+(?:[\\/]|$)/

/** A build that runs and is to be recorded as a whole, from its options to its end. */
export class RecordedBuild {
  readonly #room: SnapshotRoom
  readonly #key: CacheKey
  readonly #habits: RecordingHabits
  readonly #witness: BuildWitness
  readonly #startedAtMs: number = Date.now()
  readonly #ownFolders: OwnFolders
  readonly #outputs: SavedOutput[] = []
  #modules: readonly string[] = []
  #watchFiles: readonly string[] = []
  #refusal: SnapshotRefusal | null
  readonly #processBefore: ProcessBefore = new ProcessBefore()
  readonly #gathered: GatheredValues | null
  #isTracing = true

  /** @param refusal why it is known already that nothing will come of it */
  constructor(
    room: SnapshotRoom,
    key: CacheKey,
    habits: RecordingHabits,
    refusal: SnapshotRefusal | null,
    gathered: GatheredValues | null = null,
  ) {
    this.#gathered = gathered
    this.#room = room
    this.#key = key
    this.#habits = habits
    this.#refusal = refusal
    this.#witness = callWitness()
    this.#witness.beginActs()
    this.#ownFolders = new OwnFolders(room.root)
    for (const folder of [room.cacheDirectory, ...room.ownFiles, ...habits.outputFolders]) {
      this.expectFolder(folder)
    }
    startTracing()
  }

  refuse(refusal: SnapshotRefusal): void {
    this.#refusal ??= refusal
  }

  /** Whether a restored build gives this log as well. */
  comesAgain(message: string): boolean {
    return this.#habits.isLog(message)
  }

  /** An output will be in this folder, which may not be there yet. */
  expectFolder(folder: string): void {
    runUntraced(() => this.#ownFolders.add(folder, this.#startedAtMs))
  }

  /** The modules of the build are all there; ids as the bundler gives them. */
  noteModules(ids: Iterable<string>, watchFiles: readonly string[]): void {
    // Rolldown builds anew for each output.
    this.#modules = [...new Set([...this.#modules, ...ids])]
    this.#watchFiles = [...new Set([...this.#watchFiles, ...watchFiles])]
  }

  addOutput(output: SavedOutput): void {
    this.#outputs.push(output)
  }

  /** The build is over without a result. */
  giveUp(): void {
    if (this.#isTracing) {
      this.#isTracing = false
      this.#witness.endActs()
      stopTracing()
    }
  }

  /** The build is over: it is kept, or it is told why not. */
  end(): void {
    if (!this.#isTracing) {
      return
    }
    this.giveUp()
    try {
      runUntraced(() => this.#decide())
    } catch (error) {
      this.#room.emit({ kind: 'cache-failed', during: 'recording a build', message: String(error) })
    }
  }

  #decide(): void {
    const reason = this.#refusal ?? this.#judge()
    if (reason !== null) {
      this.#room.emit({ kind: 'snapshot-declined', reason })
      return
    }
    const inputs = this.#inputs()
    if (!Array.isArray(inputs)) {
      this.#room.emit({ kind: 'snapshot-declined', reason: inputs as SnapshotRefusal })
      return
    }
    this.#keep(inputs)
  }

  #keep(inputs: readonly TimedInput[]): void {
    const { root, comparison, results, emit } = this.#room
    const files = this.#files()
    const bytes = files.reduce((sum, file) => sum + contentBytes(file), 0)
    const text = encodeBuild({
      bytes,
      outputs: this.#outputs,
      watchFiles: this.#watchFiles,
      entry: this.#modules.find((id) => path.isAbsolute(id) && SCRIPT.test(id)) ?? '\0rekindle:snapshot',
    })
    const kept = results.withStore((store) => {
      if (results.recall(memoName(this.#key)) === OTHER_OUTPUT) {
        results.memorize(memoName(this.#key), 'recorded anew')
      }
      return new SnapshotShelf(root, comparison, store).keep({
        key: this.#key,
        inputs,
        verified: this.#verified(),
        ownFolders: this.#ownFolders,
        text,
      })
    })
    emit(
      kept.kind === 'kept'
        ? {
            kind: 'snapshot-kept',
            outputs: files.length,
            bytes,
            inputs: kept.inputs,
          }
        : { kind: 'snapshot-declined', reason: { kind: 'input-unstable', input: kept.input } },
    )
  }

  #judge(): SnapshotRefusal | null {
    if (buildWitness() !== this.#witness) {
      return { kind: 'use', detail: 'another build inside of this one' }
    }
    const left = this.#processBefore.change()
    if (left !== null) {
      return { kind: 'effect', detail: left }
    }
    if (this.#gathered?.hasChanged() === true) {
      return { kind: 'effect', detail: 'values that a plugin gathers, and a script may read' }
    }
    if (this.#outputs.length === 0) {
      return { kind: 'use', detail: 'a build without an output' }
    }
    const { root } = this.#room
    const written = this.#writtenFiles()
    const folders = this.#writtenOutputs().map(folderOf)
    if (folders.some((folder) => isWithin(root.directory, folder))) {
      return { kind: 'use', detail: 'a folder for outputs that holds the project' }
    }
    const readAgain = [...this.#witness.files].find(
      ([file, { isRead }]) => isRead && folders.some((folder) => isWithin(file, folder)),
    )
    if (readAgain !== undefined) {
      return { kind: 'use', detail: `reading ${root.relative(readAgain[0])}, which is among the outputs` }
    }
    const acts = judgeActs(this.#witness, root, {
      isPrint: (print) => this.#habits.isPrint(print),
      isEffect: (effect) => this.#habits.isEffect(effect),
      isWrite: ({ method, path: file }) =>
        file !== null &&
        (written.has(file) ||
          isWithin(file, this.#room.cacheDirectory) ||
          TOOL_CACHE.test(file) ||
          (method.startsWith('fs.mkdir') && [...written].some((one) => isWithin(one, file))) ||
          folders.some(
            (folder) =>
              isWithin(file, folder) && this.#habits.isWriteAmongOutputs(method, path.relative(folder, file)),
          )),
    })
    // A config or a script may have looked at the clock for its plugins.
    const span = { startedAtMs: performance.timeOrigin, endedAtMs: Date.now() }
    return acts ?? chanceInOutputs(this.#files(), { ...span, drawn: this.#witness.chances })
  }

  #files(): readonly SavedFile[] {
    return this.#outputs.flatMap(({ files }) => files)
  }

  #inputs(): readonly TimedInput[] | SnapshotRefusal {
    const unseen = this.#habits.unseenInputs({
      root: this.#room.root.directory,
      modules: this.#modules,
      overlooked: this.#ownFolders.overlooked,
      startedAtMs: this.#startedAtMs,
    })
    if (!Array.isArray(unseen)) {
      return unseen
    }
    const seen = [...touchedInputs(this.#witness), ...placesOf(this.#witness), ...this.#room.otherInputs()]
    const modules = this.#modules
      .map((id) => fileOfId(id.replace(/^\0+/, '')))
      .filter((file) => path.isAbsolute(file))
    const files = [...modules, ...this.#watchFiles.map((file) => path.resolve(file))]
    const all = [...seen, ...unseen, ...files.map((name) => fileInput(name, this.#startedAtMs))]
    const folders = this.#writtenOutputs().map(folderOf)
    const isAmongOutputs = (name: string): boolean =>
      this.#habits.looksAmongOutputs && folders.some((folder) => isWithin(name, folder))
    const written = this.#writtenFiles()
    return all.filter(
      ({ kind, name }) =>
        kind === 'env' ||
        !(written.has(name) || isWithin(name, this.#room.cacheDirectory) || isAmongOutputs(name)),
    )
  }

  #writtenOutputs(): readonly SavedOutput[] {
    return this.#outputs.filter(({ isWrite }) => isWrite)
  }

  #writtenFiles(): ReadonlySet<string> {
    return new Set(this.#writtenOutputs().flatMap((output) => pathsOf(output)))
  }

  #verified(): readonly RecordedInput[] {
    return [...this.#room.verifiedInputs()].filter(({ kind }) => kind !== 'context')
  }
}

function fileInput(name: string, readAtMs: number): TimedInput {
  return { kind: 'file', name, readAtMs, isRead: true }
}

function placesOf({ places }: BuildWitness): readonly TimedInput[] {
  return [...places].map(([name, readAtMs]) => ({ kind: 'place', name, readAtMs, isRead: false }))
}

function folderOf({ dir, file }: SavedOutput): string {
  return path.resolve(dir ?? path.dirname(file ?? ''))
}

function pathsOf(output: SavedOutput): readonly string[] {
  return output.files.map(({ fileName }) => path.resolve(folderOf(output), String(fileName)))
}

function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  return (
    relative === '' ||
    !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
  )
}
