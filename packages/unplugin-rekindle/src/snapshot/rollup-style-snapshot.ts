import {
  type CacheKey,
  dismissWitness,
  endListeningSoon,
  runBesideTracing,
  runUntraced,
  type SnapshotAnswer,
  SnapshotShelf,
} from '@rekindle/core'
import { knownPlugin } from '../plugins-known/table.ts'
import { describePlugins, isOwnPlugin } from './describe-plugins.ts'
import { GatheredValues } from './gathered-values.ts'
import { memoName, OTHER_OUTPUT, SEVERAL_BUILDS } from './output-memo.ts'
import { OutputQuestions } from './output-questions.ts'
import { decodeBuild, type SavedBuild } from './output-text.ts'
import { rebuildOutput } from './rebuilt-output.ts'
import { RecordedBuild, type RecordingHabits } from './recorded-build.ts'
import { recordingPlugins, type ToldByBundler } from './recording-plugins.ts'
import { refusedPlugin } from './refused-plugin.ts'
import { refusedStart } from './refused-start.ts'
import { hasRestoredBuilds, makeRestoredBuilds, noteRestoredBuild } from './restored-before.ts'
import { type PutFiles, restoringPlugin } from './restoring-plugin.ts'
import { findBundler } from './running-bundler.ts'
import { type BuildQuestion, snapshotKey } from './snapshot-key.ts'
import type { SnapshotRoom } from './snapshot-room.ts'

/** A bundler that builds as Rollup does. */
export interface SnapshotBundler extends ToldByBundler {
  readonly name: 'rollup' | 'rolldown'
  readonly version: string | undefined
  /** Which bundler it is and how it runs, as text. */
  readonly label: string
  /** What is asked of it but for plugins, as canonical text. */
  readonly options: string
  readonly habits: RecordingHabits
  /** The options as they were given, perhaps with plugins. */
  readonly given: object
  /** Files from which the bundler can be found, besides this package. */
  readonly foundFrom: readonly string[]
  /** Whether a plugin of this name does its work in a restored build as well. */
  readonly isKept: (name: string) => boolean
  /** Input options by which a stand-in is built. */
  readonly standInOptions: object
  readonly putFiles: PutFiles
  /** Why this use of the bundler can't be restored; null: it can. */
  readonly refusal: string | null
}

/** What becomes of a build as a whole. */
export type WholeBuild =
  | { readonly kind: 'restored'; readonly key: CacheKey; readonly inputOptions: object }
  /** It is made; `around` are plugins to put before and behind all others. */
  | {
      readonly kind: 'recorded'
      readonly key: CacheKey
      readonly around: readonly [first: object, last: object]
    }
  | { readonly kind: 'ordinary' }

/** Decides on a build once its options are known. `plugins` are those of the config; `givenOptions` what the bundler was given, with all plugins that it builds with (`builtWith`). */
export async function openWholeBuild(
  room: SnapshotRoom,
  bundler: SnapshotBundler,
  plugins: readonly object[],
  givenOptions: object,
  builtWith: readonly object[] = plugins,
): Promise<WholeBuild> {
  if (hasRestoredBuilds() && !runUntraced(() => isFresh(room, bundler, plugins))) {
    await makeRestoredBuilds()
  }
  return runUntraced(() => decide(room, bundler, plugins, givenOptions, builtWith))
}

function isFresh(room: SnapshotRoom, bundler: SnapshotBundler, plugins: readonly object[]): boolean {
  if (bundler.refusal !== null) {
    return false
  }
  const { key, found } = findBuild(room, questionOf(bundler, plugins))
  return found.kind === 'fresh' && !keysSoFar.has(key)
}

/** The builds of this process. */
const keysSoFar: Set<CacheKey> = new Set()

function questionOf({ label, options }: SnapshotBundler, plugins: readonly object[]): BuildQuestion {
  return { bundler: label, options, plugins: describePlugins(plugins) }
}

function decide(
  room: SnapshotRoom,
  bundler: SnapshotBundler,
  plugins: readonly object[],
  givenOptions: object,
  builtWith: readonly object[],
): WholeBuild {
  if (bundler.refusal !== null) {
    dismissWitness()
    room.emit({ kind: 'snapshot-declined', reason: { kind: 'use', detail: bundler.refusal } })
    return { kind: 'ordinary' }
  }
  const questions = new OutputQuestions()
  const { key, found, isForbidden } = findBuild(room, questionOf(bundler, plugins))
  if (keysSoFar.has(key)) {
    // Two builds that nothing tells apart that can be seen: something else may.
    forbidRestoring(room, [key])
    room.emit({ kind: 'snapshot-declined', reason: { kind: 'use', detail: SEVERAL_BUILDS } })
    return { kind: 'ordinary' }
  }
  keysSoFar.add(key)
  const build = found.kind === 'fresh' ? decodeBuild(found.bytes) : null
  const running = build === null ? null : findBundler(bundler.name, bundler.version, bundler.foundFrom)
  if (build !== null && found.kind === 'fresh' && running !== null) {
    tellRestored(room, build, found.inputs)
    // Nothing that is read from now on matters.
    endListeningSoon()
    const isKept = (plugin: object): boolean => bundler.isKept(String(Reflect.get(plugin, 'name')))
    const others = builtWith.filter((plugin) => Reflect.get(plugin, 'name') !== 'rekindle')
    noteRestoredBuild(key, async () => {
      for (const asked of questions.outputs) {
        await rebuildOutput(await running(), givenOptions, others, asked, false)
      }
    })
    const restoring = restoringPlugin(build, questions, bundler.putFiles, async ({ asked }, isWrite) => {
      // The next build is recorded with the outputs that are asked for now.
      room.results.withStore(() => room.results.memorize(memoName(key), OTHER_OUTPUT))
      room.emit({ kind: 'snapshot-missed', reason: { kind: 'other-output' } })
      return rebuildOutput(await running(), givenOptions, others, asked, isWrite)
    })
    return {
      kind: 'restored',
      key,
      inputOptions: {
        ...bundler.standInOptions,
        input: [build.entry],
        plugins: [...builtWith.filter(isKept), ...restoring],
      },
    }
  }
  const reason = found.kind === 'fresh' ? ({ kind: 'corrupt' } as const) : found.reason
  room.emit({ kind: 'snapshot-missed', reason })
  if (room.isReadOnly) {
    return { kind: 'ordinary' }
  }
  const recorded = new RecordedBuild(
    room,
    key,
    bundler.habits,
    isForbidden
      ? { kind: 'use', detail: SEVERAL_BUILDS }
      : (refusedPlugin(plugins) ?? refusedStart(room.root)),
    new GatheredValues(plugins.filter(isUnknown), bundler.given),
  )
  return { kind: 'recorded', key, around: recordingPlugins(recorded, questions, bundler) }
}

function isUnknown(plugin: object): boolean {
  return !isOwnPlugin(plugin) && knownPlugin(String(Reflect.get(plugin, 'name'))) === null
}

interface FoundBuild {
  readonly key: CacheKey
  readonly found: SnapshotAnswer
  /** Whether builds under this key are never restored. */
  readonly isForbidden: boolean
}

function findBuild(room: SnapshotRoom, question: BuildQuestion): FoundBuild {
  return runBesideTracing(() =>
    room.results.withStore((store) => {
      const key = snapshotKey(room, question)
      const memo = room.results.recall(memoName(key))
      const isOther = memo === OTHER_OUTPUT || memo === SEVERAL_BUILDS
      const found: SnapshotAnswer = isOther
        ? { kind: 'missed', reason: { kind: 'other-output' } }
        : new SnapshotShelf(room.root, room.comparison, store).find(key)
      return { key, found, isForbidden: memo === SEVERAL_BUILDS }
    }),
  )
}

/** These builds are never restored again: others of the same process may need what they leave in memory. */
export function forbidRestoring(room: SnapshotRoom, keys: readonly CacheKey[]): void {
  runUntraced(() =>
    room.results.withStore(() => {
      for (const key of keys) {
        room.results.memorize(memoName(key), SEVERAL_BUILDS)
      }
    }),
  )
}

function tellRestored(room: SnapshotRoom, { outputs, bytes }: SavedBuild, inputs: number): void {
  const files = outputs.reduce((sum, output) => sum + output.files.length, 0)
  room.emit({ kind: 'snapshot-restored', outputs: files, bytes, inputs })
}
