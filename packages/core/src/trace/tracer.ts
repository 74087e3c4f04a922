import { syncBuiltinESMExports } from 'node:module'
import { HookTrace } from './hook-trace.ts'
import { MethodPatches } from './patched-method.ts'
import { followCallbacks, followPromises, runFor, runningTrace } from './running-trace.ts'
import { traceNodeFs } from './trace-node-fs.ts'
import { notePrinted, traceProcess, withoutNotes } from './trace-process.ts'

const patches: MethodPatches = new MethodPatches()
/** How many builds of this process are being traced; the patches stand while it is above zero. */
let users = 0
let unfollow: (() => void) | null = null

/** Begins to watch node:fs, process.env and the console. Each start needs one `stopTracing`. */
export function startTracing(): void {
  users += 1
  if (users === 1) {
    unfollow = followPromises()
    followCallbacks(patches)
    traceNodeFs(patches, runningTrace)
    traceProcess(patches, runningTrace)
    // ES modules see named imports of built-in modules as copies; this refreshes them.
    syncBuiltinESMExports()
  }
}

/** Leaves no patch behind once every start was stopped. */
export function stopTracing(): void {
  if (users === 0) {
    return
  }
  users -= 1
  if (users === 0) {
    patches.restore()
    unfollow?.()
    unfollow = null
    syncBuiltinESMExports()
  }
}

/** Runs `work` so that everything it does, also after awaits, is attributed to `trace`. */
export function runTraced<Result>(trace: HookTrace, work: () => Result): Result {
  return runFor(trace, work)
}

/** Runs `work` so that nothing it does is attributed to the hook call around it. */
export function runUntraced<Result>(work: () => Result): Result {
  return runFor(undefined, work)
}

/**
 * For adapters: notes a line that is printed through the bundler's own logger. `print` prints it, synchronously;
 * the console, on which it ends up, doesn't note it again.
 */
export function noteLogged(method: string, args: readonly unknown[], print: () => void): void {
  notePrinted(runningTrace(), 'logger', method, args)
  withoutNotes(print)
}

/** How many lines were printed that belong to no call: by other plugins, or in events that no call owns. */
export { orphanLines } from './trace-process.ts'
export { HookTrace }
