import path from 'node:path'
import { filesOnStack, isInEvaluation } from './files-on-stack.ts'
import { HookTrace } from './hook-trace.ts'
import type { See } from './patched-method.ts'
import { isNobodyRunning } from './running-trace.ts'

/**
 * What the code of a project reads while no hook runs: a config that is being evaluated, a script that calls the bundler, a
 * local plugin in its configuration hooks. It may shape every result, by ways that nobody sees. Code in installed packages
 * counts as far as local code has called it and it reads something: what it only looks at is its own affair.
 */
const fileToTrace: Map<string, HookTrace> = new Map()
/** Folders whose code is the cache's own, wherever it is installed. */
const ownFolders: Set<string> = new Set([import.meta.dirname])
let listening: Listening = 'never'

const INSTALLED = `${path.sep}node_modules${path.sep}`
/** How far up the stack local code is looked for. */
const DEPTH = 16

/** How far the nearest code with a file may be: code that was made from text, and the runtime's own, has none. */
const NEAR = 6

/**
 * When local code is listened to.
 * - `never`
 * - `always`: no build is running.
 * - `in-evaluation`: one is, and plugins do their work; but a module that is evaluated only now may be a tool's config.
 */
export type Listening = 'never' | 'always' | 'in-evaluation'

/** The folder's code is the cache's own, wherever it is installed. */
export function leaveOut(ownFolder: string): void {
  ownFolders.add(ownFolder)
}

/** What was read was read: it stays known. */
export function listenToLocalCode(when: Listening): void {
  listening = when
}

/** By file of the project: what its code has read so far in this process while somebody listened. */
export function localTraces(): ReadonlyMap<string, HookTrace> {
  return fileToTrace
}

/** Where to note what is done to a file just now; undefined: local code has no part in it. */
export function localTraceOf(
  target: unknown,
  isLook: boolean,
  patched: Parameters<See>[1],
): HookTrace | undefined {
  const isInstalled = typeof target === 'string' && target.includes(INSTALLED)
  return isInstalled ? undefined : traceOf(patched, isLook ? 1 : DEPTH)
}

/**
 * Where to note a variable that is read just now; undefined: local code doesn't read it itself. A package that lists the
 * environment for it hands it far more than it uses.
 */
export function localTraceOfVariable(trap: Parameters<See>[1]): HookTrace | undefined {
  return traceOf(trap, 1)
}

/** A file that lies in a hidden folder of `node_modules` as it is, and in no package there, is a config that was compiled. */
const COMPILED: RegExp = /[\\/]node_modules[\\/]\.[^\\/]+[\\/][^\\/]+$/

/** Whether a file holds code of the cache itself. */
export function isOwnFile(file: string): boolean {
  return [...ownFolders].some((folder) => file.startsWith(folder))
}

function isLocal(file: string): boolean {
  return !file.includes(INSTALLED) || COMPILED.test(file)
}

/** `depth` is how many frames may lie between the act and the local code that is behind it. */
function traceOf(above: Parameters<See>[1], depth: number): HookTrace | undefined {
  if (listening === 'never' || !isNobodyRunning()) {
    return undefined
  }
  // A stack costs by its depth; whether a module is being evaluated is seen at its end, and of few it must be known.
  const files = filesOnStack(above, Math.max(depth, NEAR))
  const local = files.slice(0, depth).find((file) => isLocal(file) && !isOwnFile(file))
  if (local === undefined || (listening === 'in-evaluation' && !isInEvaluation(above, DEPTH))) {
    return undefined
  }
  let trace = fileToTrace.get(local)
  if (trace === undefined) {
    trace = new HookTrace()
    fileToTrace.set(local, trace)
  }
  return trace
}
