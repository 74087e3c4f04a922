import { syncBuiltinESMExports } from 'node:module'
import { buildWitness, noteBlindness } from './build-witness.ts'
import { HookTrace } from './hook-trace.ts'
import { leaveOut, listenToLocalCode } from './local-code.ts'
import { MethodPatches } from './patched-method.ts'
import { followCallbacks, followPromises, isOwnWork, runFor, runningTrace } from './running-trace.ts'
import { traceModuleLookups } from './trace-module-lookups.ts'
import { traceNetwork } from './trace-network.ts'
import { hasForeignFileFunctions, traceNodeFs } from './trace-node-fs.ts'
import { notePrinted, traceProcess, withNotes, withoutNotes } from './trace-process.ts'
import { traceRandom } from './trace-random.ts'

/** What sees: process.env, the console, processes and threads, the network, randomness. */
const sight: MethodPatches = new MethodPatches()
/** The same for node:fs. */
const sightOfFiles: MethodPatches = new MethodPatches(isOwnWork)
/** What tells to which call running code belongs. */
const following: MethodPatches = new MethodPatches()
/** How many builds of this process are being traced; everything stands while it is above zero. */
let users = 0
let unfollow: (() => void) | null = null
let isSeeing = false
let ending: NodeJS.Timeout | undefined

/** A configuration is evaluated in less; whoever takes longer does something else. */
const LISTENING_MS = 10_000

/**
 * Begins to note what local code reads (`local-code.ts`): until the next traced build ends, `endListening`, or ten seconds
 * from now. While a build is traced it does nothing.
 */
export function beginListening(ownFolder: string): void {
  if (users > 0) {
    return
  }
  leaveOut(ownFolder)
  listenToLocalCode('always')
  see()
  goOnFor(LISTENING_MS)
}

/** The patches stand for as long, if no build is traced by then. What comes later is seen by nobody. */
function goOnFor(ms: number): void {
  clearTimeout(ending)
  ending = setTimeout(endUnseen, ms)
  ending.unref()
}

/** As `endListening`, where the process goes on: who wants to know of later builds what they may have got to know misses something. */
export function endUnseen(): void {
  endListening()
  if (users === 0) {
    noteBlindness()
  }
}

/** Leaves no patch behind, if no build is being traced. */
export function endListening(): void {
  clearTimeout(ending)
  if (users === 0) {
    listenToLocalCode('never')
    stopSeeing()
  }
}

/** How long a process may go on before it is worth to take the patches away. */
const SOON_MS = 1000

/** Nothing that is read from now on matters, but most processes end before the patches have cost as much as to take them away. */
export function endListeningSoon(): void {
  if (users === 0) {
    listenToLocalCode('never')
    goOnFor(SOON_MS)
  }
}

/** Begins to watch node:fs, process.env and the console. Each start needs one `stopTracing`. */
export function startTracing(): void {
  users += 1
  if (users === 1) {
    clearTimeout(ending)
    listenToLocalCode('in-evaluation')
    followCallbacks(following)
    // Whoever has put functions of its own on top meanwhile is seen as well.
    stopSeeing()
    see()
  }
}

/** Leaves no patch behind once every start was stopped; where whole builds are recorded, those stay for a while that see what is done between two. */
export function stopTracing(): void {
  if (users === 0) {
    return
  }
  users -= 1
  if (users === 0) {
    following.restore()
    unfollow?.()
    unfollow = null
    listenToLocalCode('never')
    if (buildWitness() === null) {
      stopSeeing()
    } else {
      goOnFor(LISTENING_MS)
    }
  }
}

function see(): void {
  if (!isSeeing) {
    isSeeing = true
    traceNodeFs(sightOfFiles)
    traceModuleLookups(sight)
    traceProcess(sight)
    traceNetwork(sight)
    traceRandom(sight)
    // ES modules see named imports of built-in modules as copies; this refreshes them.
    syncBuiltinESMExports()
  }
}

function stopSeeing(): void {
  if (isSeeing) {
    isSeeing = false
    sight.restore()
    sightOfFiles.restore()
    syncBuiltinESMExports()
  }
}

/**
 * Runs `work` so that everything it does, also after awaits, is attributed to `trace`. The first one begins to follow promises, each
 * of which costs from then on: a build in which everything is restored does without.
 */
export function runTraced<Result>(trace: HookTrace, work: () => Result): Result {
  if (users > 0) {
    unfollow ??= followPromises()
  }
  return withNotes(() => runFor(trace, work))
}

/** Runs `work` so that nothing it does is attributed to the hook call around it, nor to anybody else. */
export function runUntraced<Result>(work: () => Result): Result {
  return runFor('nobody', work)
}

/** As `runUntraced`, for synchronous work that calls node:fs thousands of times, and no code but the cache's own. */
export function runBesideTracing<Result>(work: () => Result): Result {
  return runFor('nobody', () => sightOfFiles.stepAside(work))
}

/** As `runUntraced`, for what the bundler and other plugins do when a hook asks for something. */
export function runForOthers<Result>(work: () => Result): Result {
  return runFor('bundler', work)
}

/**
 * As `runForOthers`, for what the bundler does when a hook tells it something. What it prints then is no line of the hook's: it
 * comes again when the bundler is told again.
 */
export function runForBundler<Result>(work: () => Result): Result {
  return withoutNotes(() => runForOthers(work))
}

/**
 * For adapters: notes a line that is printed through the bundler's own logger. `print` prints it, synchronously;
 * the console, on which it ends up, doesn't note it again.
 */
export function noteLogged(
  logger: object,
  method: string,
  args: readonly unknown[],
  print: () => void,
): void {
  notePrinted(runningTrace(), 'logger', method, args, logger)
  withoutNotes(print)
}

/** Whether somebody has put functions of their own over those by which the tracer sees files. */
export function hasUnknownFiles(): boolean {
  return isSeeing && hasForeignFileFunctions()
}

/**
 * How many lines were printed that belong to no call: by other plugins, or in events that no call owns. Those of other loggers than the
 * given one, which are of other builds, are left out.
 */
export { orphanLines } from './trace-process.ts'
export { HookTrace }
