import { isMainThread } from 'node:worker_threads'
import { callWitness, type ProjectRoot, type SnapshotRefusal } from '@rekindle/core'
import { earlyModule } from './early-modules.ts'

/** Acts whose results a config or a script may hand on to its plugins by variables that nobody sees. */
const TELLING: RegExp = /^(?:child_process\.(?!write$)|worker_threads\.|net\.|process\.stdin)/

/**
 * Why what comes before a build can't be verified; null: nothing is known against it. To be asked before the witness begins to note what the
 * build does. `caller` is the file that has called Rekindle, if that counts.
 */
export function refusedStart(root: ProjectRoot, caller: string | null = null): SnapshotRefusal | null {
  if (!isMainThread) {
    return { kind: 'use', detail: 'a thread, which another one may have given what it likes' }
  }
  const act = [...callWitness().effects].find((effect) => TELLING.test(effect))
  if (act !== undefined) {
    return { kind: 'effect', detail: `${act} before the build` }
  }
  const [, main] = process.argv
  const early = earlyModule([main, caller].filter((file) => typeof file === 'string'))
  return early === null
    ? null
    : { kind: 'use', detail: `${root.relative(early)}, which runs before Rekindle is imported` }
}
