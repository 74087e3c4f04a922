import { promiseHooks } from 'node:v8'
import { type BuildWitness, buildWitness } from './build-witness.ts'
import type { HookTrace } from './hook-trace.ts'
import type { MethodPatches } from './patched-method.ts'

/**
 * Which hook call the running code belongs to, also after awaits and in callbacks.
 *
 * A promise belongs to the call that was running when it was made; its reactions run for that call. This is what
 * AsyncLocalStorage does, but that switches on bookkeeping for every asynchronous resource of the process, which
 * costs a cold build 7 % on Node 20; here only promises made inside a call carry anything. Callbacks of timers
 * and of node:fs are wrapped where they are given. Events of streams, processes and threads belong to no call.
 */
const OWNER: unique symbol = Symbol('rekindle call')

type Owned = { [OWNER]?: HookTrace }

/** Undefined: no call; `nobody`: the cache itself; `bundler`: what it does when a call asks it for something. */
let current: HookTrace | 'nobody' | 'bundler' | undefined
/** What ran when a reaction began, the innermost last. */
const interrupted: (typeof current)[] = []

/** The call that the running code belongs to. */
export function runningTrace(): HookTrace | undefined {
  return typeof current === 'object' ? current : undefined
}

/** Whether the running code belongs to no call, and isn't to be left out either. */
export function isNobodyRunning(): boolean {
  return current === undefined
}

/** Whether what runs is the cache's own work. */
export function isOwnWork(): boolean {
  return current === 'nobody'
}

/** Who sees what the running code does, whatever call it belongs to; null: nobody, or it is the cache's own work. */
export function presentWitness(): BuildWitness | null {
  return current === 'nobody' ? null : buildWitness()
}

/** Whether what runs is the cache's own work, or a call's, which answers for it. */
export function isAnsweredFor(): boolean {
  return current !== undefined && current !== 'bundler'
}

/** Runs `work` for a call, or for none; what it starts and awaits for a call goes on to belong there. */
export function runFor<Result>(trace: HookTrace | 'nobody' | 'bundler', work: () => Result): Result {
  const before = current
  current = trace
  try {
    return work()
  } finally {
    current = before
  }
}

/** Begins to follow promises; returns what ends it. */
export function followPromises(): () => void {
  const stop = promiseHooks.createHook({
    init(promise) {
      if (typeof current === 'object') {
        ;(promise as Owned)[OWNER] = current
      }
    },
    before(promise) {
      // Native code may run reactions in the middle of a call, which goes on afterwards.
      interrupted.push(current)
      current = (promise as Owned)[OWNER]
    },
    after() {
      current = interrupted.pop()
    },
  }) as unknown as () => void
  return () => {
    stop()
    interrupted.length = 0
    current = undefined
  }
}

/** Functions that call back later, outside of promises: those that give a timer for it, and those that give nothing. */
const TIMERS = ['setTimeout', 'setInterval', 'setImmediate']
const IN_LINE: readonly (readonly [owner: object, name: string])[] = [
  [globalThis, 'queueMicrotask'],
  [process, 'nextTick'],
]

/** Makes callbacks belong to the call that gave them. */
export function followCallbacks(patches: MethodPatches): void {
  for (const name of TIMERS) {
    patches.observe(
      globalThis,
      name,
      () => {
        const owner = runningTrace()
        const witness = presentWitness()
        return owner === undefined && witness === null
          ? undefined
          : (timer) => {
              if (typeof timer === 'object' && timer !== null) {
                owner?.sawTimer(timer)
                witness?.sawTimer(timer)
              }
            }
      },
      ownCallbacks,
    )
  }
  for (const [owner, name] of IN_LINE) {
    patches.observe(owner, name, () => {}, callbacksInLine)
  }
}

/** As `ownCallbacks`; the first argument is noted until it runs. */
function callbacksInLine(args: readonly unknown[]): readonly unknown[] {
  const [callback, ...others] = ownCallbacks(args)
  const ran = typeof callback === 'function' ? runningTrace()?.sawCallback() : undefined
  if (ran === undefined) {
    return args
  }
  const noted = function (this: unknown, ...given: unknown[]): unknown {
    ran()
    return Reflect.apply(callback as () => unknown, this, given)
  }
  return [noted, ...others]
}

/** The arguments with functions that run for the present call. */
export function ownCallbacks(args: readonly unknown[]): readonly unknown[] {
  const owner = runningTrace()
  return owner === undefined ? args : args.map((arg) => (typeof arg === 'function' ? owned(owner, arg) : arg))
}

/** What the runtime's file functions are given to call back; the whole of a `readFile` has a context of its own. */
interface FileRequest {
  oncomplete?: unknown
  readonly context?: { callback?: unknown }
}

/**
 * The arguments of a function below node:fs: the request in them, if there is one, is completed for the present call. A
 * function that was taken out of node:fs early gives its callback only there.
 */
export function ownRequests(args: readonly unknown[]): readonly unknown[] {
  const owner = runningTrace()
  const request = args.at(-1) as FileRequest | null | undefined
  if (owner !== undefined && typeof request === 'object' && typeof request?.oncomplete === 'function') {
    request.oncomplete = owned(owner, request.oncomplete)
    // The runtime may hold the functions for what follows from before they were patched.
    if (typeof request.context?.callback === 'function') {
      request.context.callback = owned(owner, request.context.callback)
    }
  }
  return args
}

// biome-ignore lint/complexity/noBannedTypes: any callback
function owned(owner: HookTrace, callback: Function): unknown {
  return function (this: unknown, ...args: unknown[]): unknown {
    return runFor(owner, () => Reflect.apply(callback, this, args))
  }
}
