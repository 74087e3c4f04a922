import { AsyncLocalStorage } from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'
import { HookTrace } from './hook-trace.ts'
import { MethodPatches } from './patched-method.ts'
import { traceNodeFs } from './trace-node-fs.ts'
import { notePrinted, traceProcess } from './trace-process.ts'

const running: AsyncLocalStorage<HookTrace | undefined> = new AsyncLocalStorage()
const patches: MethodPatches = new MethodPatches()
/** How many builds of this process are being traced; the patches stand while it is above zero. */
let users = 0

function current(): HookTrace | undefined {
  return running.getStore()
}

/** Begins to watch node:fs, process.env and the console. Each start needs one `stopTracing`. */
export function startTracing(): void {
  users += 1
  if (users === 1) {
    traceNodeFs(patches, current)
    traceProcess(patches, current)
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
    syncBuiltinESMExports()
  }
}

/** Runs `work` so that everything it does, also after awaits, is attributed to `trace`. */
export function runTraced<Result>(trace: HookTrace, work: () => Result): Result {
  return running.run(trace, work)
}

/** Runs `work` so that nothing it does is attributed to the hook call around it. */
export function runUntraced<Result>(work: () => Result): Result {
  return running.run(undefined, work)
}

/** For adapters: a line that the running hook call printed through the bundler's own logger. */
export function noteLogged(method: string, args: readonly unknown[]): void {
  notePrinted(current(), 'logger', method, args)
}

export { HookTrace }
