import childProcess from 'node:child_process'
import net from 'node:net'
import workerThreads from 'node:worker_threads'
import { ENV_NAMES } from '../fingerprint/input.ts'
import { isPlainData } from '../key/plain-data.ts'
import { buildWitness, noteUnanswered } from './build-witness.ts'
import { filesOnStack, functionsOnStack } from './files-on-stack.ts'
import type { HookTrace, PrintedLine } from './hook-trace.ts'
import { isOwnFile, localTraceOfVariable } from './local-code.ts'
import type { MethodPatches } from './patched-method.ts'
import { isAnsweredFor, presentWitness, runningTrace } from './running-trace.ts'

const SPAWNING = ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']
/** The descriptor; the runtime's stream has it as a property. */
const STANDARD_INPUT = 0
const PRINTING = ['log', 'info', 'warn', 'error', 'debug']

/** Reports environment variables read, lines printed, and processes or threads whose reads can't be seen. */
export function traceProcess(patches: MethodPatches): void {
  patches.put(process, 'env', observedEnv(process.env))
  for (const method of SPAWNING) {
    patches.observe(childProcess, method, (args) => {
      noteEffect(`child_process.${method}`, args)
      envCopies += 1
      return () => {
        envCopies -= 1
      }
    })
  }
  patches.observe(workerThreads, 'Worker', () => {
    noteEffect('worker_threads.Worker')
  })
  patches.observe(net.Socket.prototype, 'write', (args, _patched, socket) => {
    if (isPipeToProcess(socket)) {
      noteEffect('child_process.write', args)
    }
  })
  for (const method of ['read', 'resume']) {
    patches.observe(net.Socket.prototype, method, (_args, _patched, socket) => {
      if ((socket as { readonly fd?: unknown }).fd === STANDARD_INPUT) {
        noteEffect('process.stdin')
      }
    })
  }
  for (const method of PRINTING) {
    patches.observe(console, method, (args) => {
      // One that somebody has put on top of another calls that one.
      if (consoleCalls === 0) {
        notePrinted(runningTrace(), 'console', method, args)
      }
      consoleCalls += 1
      return () => {
        consoleCalls -= 1
      }
    })
  }
  // A plugin that took `console.warn` along when it was loaded calls the original, which ends up here.
  for (const method of ['stdout', 'stderr'] as const) {
    patches.observe(process[method], 'write', (args) => {
      if (consoleCalls === 0) {
        notePrinted(
          runningTrace(),
          'stream',
          method,
          args.filter((arg) => typeof arg !== 'function' && arg !== undefined),
        )
      }
    })
  }
}

/** Notes an act for the call it belongs to; of one that belongs to none the whole build takes note. Its arguments may tell that it is the bundler's. */
function noteEffect(effect: string, args: readonly unknown[] = []): void {
  const isBundlers = buildWitness()?.talk?.isBundlers(effect, args) === true
  runningTrace()?.did(effect, isBundlers)
  if (!isBundlers && !isAnsweredFor()) {
    noteUnanswered(effect)
  }
}

/** A process that was started before the call answers what it is asked in it. The streams of this one are no such pipe. */
function isPipeToProcess(socket: unknown): boolean {
  const { _handle: handle } = socket as { readonly _handle?: object | null }
  return handle?.constructor.name === 'Pipe' && socket !== process.stdout && socket !== process.stderr
}

/** Above zero while a console method writes: its call is noted already. */
let consoleCalls = 0

/** Lines that belong to no call: those of a bundler's logger by it, for builds at the same time have one each. */
const orphansOf: WeakMap<object, number> = new WeakMap()
let orphans = 0
/** True while a line is printed that was noted where it came from. */
let isNoted = false

/** Runs `print`, synchronously, so that nothing it prints is noted. */
export function withoutNotes<Result>(print: () => Result): Result {
  return noting(false, print)
}

/** The same for what a hook does in the middle of it. */
export function withNotes<Result>(work: () => Result): Result {
  return isNoted ? noting(true, work) : work()
}

function noting<Result>(isOn: boolean, work: () => Result): Result {
  const before = isNoted
  isNoted = !isOn
  try {
    return work()
  } finally {
    isNoted = before
  }
}

/** How many lines were printed so far that belong to no call, by this logger or by none. */
export function orphanLines(logger: object | null): number {
  return orphans + (logger === null ? 0 : (orphansOf.get(logger) ?? 0))
}

/** How far up the stack somebody is looked for who prints. */
const STACK_OF_PRINTS = 12

/** Remembers a line for the restore; one with live objects in it can't be repeated exactly. `logger`: by which it is printed, if by any. */
export function notePrinted(
  trace: HookTrace | undefined,
  channel: PrintedLine['channel'],
  method: string,
  args: readonly unknown[],
  logger: object | null = null,
): void {
  if (isNoted) {
    return
  }
  const witness = presentWitness()
  if (witness !== null) {
    const files = filesOnStack(notePrinted, STACK_OF_PRINTS).filter((file) => !isOwnFile(file))
    witness.prints.push({ method, text: String(args[0]), files })
  }
  if (trace === undefined) {
    if (logger === null) {
      orphans += 1
    } else {
      orphansOf.set(logger, (orphansOf.get(logger) ?? 0) + 1)
    }
    return
  }
  if (args.every(isPlainData)) {
    trace.printed.push({ channel, method, args: structuredClone([...args]) })
  } else {
    trace.effects.add(`${channel}.${method}`)
  }
}

/** Above zero while a process is started: the environment is copied for it, and nothing of that shapes this one. */
let envCopies = 0

/** Who copies an object asks for each property's descriptor before it reads it. */
let described: string | symbol | null = null
/** The names that were listed last, and how many of them were described since: whoever lists properties has each described, in order. */
let listed: readonly (string | symbol)[] = []
let describedOfListed = 0

function observedEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const traps: Required<
    Pick<ProxyHandler<NodeJS.ProcessEnv>, 'get' | 'has' | 'ownKeys' | 'getOwnPropertyDescriptor'>
  > = {
    get(target, name): unknown {
      noteEnv(name, traps.get)
      return Reflect.get(target, name)
    },
    has(target, name): boolean {
      noteEnv(name, traps.has)
      return Reflect.has(target, name)
    },
    ownKeys(target): (string | symbol)[] {
      // Who copies or lists the environment also sees which names are not there.
      if (envCopies === 0) {
        runningTrace()?.env.add(ENV_NAMES)
        bearWitness(ENV_NAMES, traps.ownKeys)
      }
      listed = Reflect.ownKeys(target)
      describedOfListed = 0
      return [...listed]
    },
    getOwnPropertyDescriptor(target, name): PropertyDescriptor | undefined {
      if (listed[describedOfListed] === name) {
        describedOfListed += 1
        described = name
      } else {
        // `Object.hasOwn`.
        noteEnv(name, traps.getOwnPropertyDescriptor)
      }
      return Reflect.getOwnPropertyDescriptor(target, name)
    },
  }
  return new Proxy(env, {
    ...traps,
    set(target, name, value): boolean {
      if (Reflect.get(target, name) !== String(value)) {
        noteEffect('process.env assignment')
      }
      return Reflect.set(target, name, value)
    },
    deleteProperty(target, name): boolean {
      if (Reflect.has(target, name)) {
        noteEffect('process.env assignment')
      }
      return Reflect.deleteProperty(target, name)
    },
    defineProperty(target, name, descriptor): boolean {
      return Reflect.defineProperty(target, name, descriptor)
    },
  })
}

function noteEnv(name: string | symbol, trap: (...args: never[]) => unknown): void {
  const isCopied = described === name
  described = null
  if (typeof name === 'string' && envCopies === 0) {
    const trace = runningTrace() ?? (isCopied ? undefined : localTraceOfVariable(trap))
    trace?.env.add(name)
    bearWitness(name, trap)
  }
}

/** How far up the stack somebody is looked for who asks for a variable. */
const STACK_OF_VARIABLES = 4

function bearWitness(name: string, trap: (...args: never[]) => unknown): void {
  presentWitness()?.sawVariable(name, () => functionsOnStack(trap, STACK_OF_VARIABLES))
}
