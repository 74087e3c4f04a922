import path from 'node:path'
import { filesOnStack } from './files-on-stack.ts'
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
let isListening = false

const INSTALLED = `${path.sep}node_modules${path.sep}`
/** How far up the stack local code is looked for. */
const DEPTH = 16

/** `ownFolder` is a folder of the caller's code, which isn't local code. */
export function listenToLocalCode(ownFolder: string): void {
  ownFolders.add(ownFolder)
  isListening = true
}

/** What was read was read: it stays known. */
export function stopListeningToLocalCode(): void {
  isListening = false
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
  return isListening && !isInstalled && isNobodyRunning()
    ? traceOf(filesOnStack(patched, isLook ? 1 : DEPTH))
    : undefined
}

/**
 * Where to note a variable that is read just now; undefined: local code doesn't read it itself. A package that lists the
 * environment for it hands it far more than it uses.
 */
export function localTraceOfVariable(trap: Parameters<See>[1]): HookTrace | undefined {
  return isListening && isNobodyRunning() ? traceOf(filesOnStack(trap, 1)) : undefined
}

function traceOf(running: readonly string[]): HookTrace | undefined {
  const isOwn = (file: string): boolean => [...ownFolders].some((folder) => file.startsWith(folder))
  const local = running.find((file) => !file.includes(INSTALLED) && !isOwn(file))
  if (local === undefined) {
    return undefined
  }
  let trace = fileToTrace.get(local)
  if (trace === undefined) {
    trace = new HookTrace()
    fileToTrace.set(local, trace)
  }
  return trace
}
