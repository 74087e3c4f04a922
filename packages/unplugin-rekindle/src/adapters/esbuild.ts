import type { PluginBuild } from 'esbuild'
import { StartJudge } from '../aside/start-judge.ts'
import type { StartNotes } from '../aside/start-notes.ts'
import type { ConfigCaller } from '../build/config-caller.ts'
import type { RekindleOptions } from '../options/options.ts'
import { findEsbuildCall } from '../snapshot/esbuild/esbuild-call.ts'
import { otherReading } from '../snapshot/esbuild/options-as-read.ts'
import { EsbuildBuilds } from './esbuild-builds.ts'

/** Esbuild's part: each call of it gets plugins that are intercepted, or a whole build that is restored. */
export function esbuildHooks(
  options: RekindleOptions,
  caller: ConfigCaller | null,
  notes: StartNotes | null = null,
): { setup(build: PluginBuild): void | Promise<void> } {
  const judge = notes === null ? null : new StartJudge('esbuild', options, notes)
  const setup = (build: PluginBuild): void | Promise<void> => {
    const call = options.snapshot === true ? findEsbuildCall(setup) : null
    const set = (): void => new EsbuildBuilds({ options, caller, judge, build, call }).setUp()
    // What stands in the options for a moment, for another build, is none of this one's.
    const other = otherReading(build.initialOptions)
    return other === null ? set() : other.then(set)
  }
  return { setup }
}
