import {
  type CacheKey,
  dismissWitness,
  runBesideTracing,
  runUntraced,
  type SnapshotAnswer,
  SnapshotShelf,
} from '@rekindle/core'
import type { BuildOptions, PluginBuild } from 'esbuild'
import { originalOf } from '../../intercept/original-handler.ts'
import { memoName, SEVERAL_BUILDS } from '../output-memo.ts'
import { contentBytes, decodeBuild } from '../output-text.ts'
import { refusedStart } from '../refused-start.ts'
import { forbidRestoring } from '../rollup-style-snapshot.ts'
import { snapshotKey } from '../snapshot-key.ts'
import type { SnapshotRoom } from '../snapshot-room.ts'
import { buildsTogether } from './builds-together.ts'
import type { EsbuildCall } from './esbuild-call.ts'
import { describeQuestion } from './esbuild-question.ts'
import { EsbuildRecording } from './esbuild-recording.ts'
import { EsbuildRestoring } from './esbuild-restoring.ts'
import { otherPlugins, refusedUse } from './esbuild-use.ts'
import { canBeReplaced } from './options-as-read.ts'
import { listenToService } from './service-talk.ts'

/** What becomes of a build as a whole. */
export type EsbuildWhole =
  | { readonly kind: 'restored'; readonly restoring: EsbuildRestoring }
  | { readonly kind: 'recorded'; readonly recording: EsbuildRecording }
  | { readonly kind: 'ordinary' }

/** What is known of a build while Rekindle is set up, before all others. */
export interface OpenedBuild {
  readonly build: PluginBuild
  readonly call: EsbuildCall
  /** The file that has called Rekindle; null: it isn't known. */
  readonly caller: string | null
  /** Plugins that were set up before, or that can't be kept from it: their names. */
  readonly fixed: readonly string[]
}

/** Decides on a build before its plugins are set up. A failure is an event, and the build is made as any other. */
export function openEsbuildBuild(room: SnapshotRoom, opened: OpenedBuild): EsbuildWhole {
  try {
    return runUntraced(() => decide(room, opened))
  } catch (error) {
    room.emit({ kind: 'cache-failed', during: 'looking for a recorded build', message: String(error) })
    return { kind: 'ordinary' }
  }
}

interface Looked {
  readonly key: CacheKey
  readonly isForbidden: boolean
  readonly found: SnapshotAnswer
}

function decide(room: SnapshotRoom, { build, call, fixed, caller }: OpenedBuild): EsbuildWhole {
  const { initialOptions: options, esbuild } = build
  const detail = refusalOf(options, call, fixed) ?? refusedUse(options, room.root.directory)
  if (call.kind !== 'build' || detail !== null) {
    if (call.kind !== 'build') {
      dismissWitness()
    }
    room.emit({
      kind: 'snapshot-declined',
      reason: { kind: 'use', detail: detail ?? 'a use that nobody knows' },
    })
    return { kind: 'ordinary' }
  }
  listenToService()
  const question = {
    bundler: `esbuild ${esbuild.version} ${call.file}`,
    options: describeQuestion(options),
    plugins: '',
  }
  const { key, found, isForbidden } = runBesideTracing(() =>
    room.results.withStore((store): Looked => {
      const key = snapshotKey(room, question)
      const isForbidden = room.results.recall(memoName(key)) === SEVERAL_BUILDS
      return { key, isForbidden, found: new SnapshotShelf(room.root, room.comparison, store).find(key) }
    }),
  )
  const together = buildsTogether(key, options)
  if (together.length > 0 || isForbidden) {
    // What one of them leaves in memory may be in another one, which lacks it where the first is restored.
    forbidRestoring(room, together)
    room.emit({ kind: 'snapshot-declined', reason: { kind: 'use', detail: SEVERAL_BUILDS } })
    return { kind: 'ordinary' }
  }
  const saved = found.kind === 'fresh' ? decodeBuild(found.bytes) : null
  const [output] = saved?.outputs ?? []
  if (output !== undefined && found.kind === 'fresh') {
    const { files } = output
    const bytes = files.reduce((sum, file) => sum + contentBytes(file), 0)
    room.emit({ kind: 'snapshot-restored', outputs: files.length, bytes, inputs: found.inputs })
    return { kind: 'restored', restoring: new EsbuildRestoring(room, build, output, call.file) }
  }
  const reason = found.kind === 'fresh' ? ({ kind: 'corrupt' } as const) : found.reason
  room.emit({ kind: 'snapshot-missed', reason })
  if (room.isReadOnly) {
    return { kind: 'ordinary' }
  }
  const refusal = refusedStart(room.root, caller)
  const recording = new EsbuildRecording(room, key, options, call.file, refusal)
  return { kind: 'recorded', recording }
}

/** The source of a function that is bound to something, or isn't written in JavaScript. */
const NATIVE: RegExp = /\{\s*\[native code\]\s*\}\s*$/

function refusalOf(options: BuildOptions, call: EsbuildCall, fixed: readonly string[]): string | null {
  if (call.kind === 'context') {
    return 'a context, which builds more than once'
  }
  if (call.kind === 'unknown') {
    return 'a call of esbuild that nobody knows'
  }
  const [plugin] = fixed
  if (plugin !== undefined) {
    return `the plugin ${plugin}, which can't be left out`
  }
  if ((options.plugins ?? []).filter(({ name }) => name === 'rekindle').length > 1) {
    return 'Rekindle twice'
  }
  const hidden = otherPlugins(options).find(({ setup }) => NATIVE.test(String(originalOf(setup))))
  if (hidden !== undefined) {
    return `the setup of ${hidden.name}, which nobody can look into`
  }
  return canBeReplaced(options) ? null : 'options that can not be changed'
}
