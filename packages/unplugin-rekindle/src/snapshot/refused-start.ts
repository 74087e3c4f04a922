import { isMainThread } from 'node:worker_threads'
import { callWitness, type ProjectRoot, type SnapshotRefusal } from '@rekindle/core'
import { earlyModule } from './early-modules.ts'

/** Acts whose results a config or a script may hand on to its plugins by variables that nobody sees. */
const TELLING: RegExp = /^(?:child_process\.(?!write$)|worker_threads\.|net\.|process\.stdin)/

/** A file that the runtime is told to load before the program; packages are told by their names. */
const PRELOADED: RegExp =
  /\s(?:--import|--require|-r|--(?:experimental-)?loader)[=\s]+["']?((?:\.{0,2}[\\/]|[A-Za-z]:|file:|data:)[^\s"']*)/
const INSTALLED: RegExp = /[\\/]node_modules[\\/]/

/**
 * Why what comes before a build can't be verified; null: nothing is known against it. To be asked before the witness begins to note what the
 * build does. `caller` is the file that has called Rekindle, if that counts.
 */
export function refusedStart(root: ProjectRoot, caller: string | null = null): SnapshotRefusal | null {
  if (!isMainThread) {
    return { kind: 'use', detail: 'a thread, which another one may have given what it likes' }
  }
  const preloaded = PRELOADED.exec(
    ` ${[...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ')}`,
  )?.[1]
  if (preloaded !== undefined && !INSTALLED.test(preloaded)) {
    return { kind: 'use', detail: `${preloaded}, which runs before everything else` }
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
