import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunningFunction } from './files-on-stack.ts'
import { HookTrace } from './hook-trace.ts'

/** A change of the disk: by which method of node:fs, and where; null: nobody can tell. */
export interface SeenWrite {
  readonly method: string
  readonly path: string | null
}

/** A line that was printed, by which method, and the files whose code printed it, the innermost first; the cache's own are left out. */
export interface SeenPrint {
  readonly method: string
  readonly text: string
  readonly files: readonly string[]
}

/** What a bundler itself does with a process of its own, which is no act of a plugin. */
export interface ProcessTalk {
  /** Whether a method that starts processes, or a `write` to one, is the bundler's, by its arguments. */
  isBundlers(effect: string, args: readonly unknown[]): boolean
}

/** Whether all is told in another way that these functions, the innermost first, make of a variable of the environment, or of which there are (`ENV_NAMES`). */
export type ToldElsewhere = (variable: string, functions: readonly RunningFunction[]) => boolean

let isToldElsewhere: ToldElsewhere = () => false

/** So many random values are kept. */
const MOST_DRAWN = 200

/**
 * What everybody in this process was seen to read and do, whichever call or none it belongs to. It is never begun anew: what one
 * build reads, a later one of the same process may use from memory.
 */
export class BuildWitness extends HookTrace {
  /** Paths of which it was asked what is there, or where it leads, and when first. */
  readonly places: Map<string, number> = new Map()
  readonly writes: SeenWrite[] = []
  readonly prints: SeenPrint[] = []
  /** Random values that somebody was given, up to a number. */
  readonly chances: unknown[] = []
  /** Whether somebody else than a traced call has drawn one: nobody can tell in which form it shows. */
  hasDrawn = false
  /** Whether something may have gone by unseen. */
  isBlind = false
  /** Null: the bundler has no process of its own. */
  talk: ProcessTalk | null = null
  /** Whether a process was talked to of which it is known what it reads. */
  hasKnownProcesses = false
  /** Whether a process was started, ever, of which nobody knows what it reads. */
  hasUnknownProcesses = false
  /** Builds that are being recorded now. */
  #recorded = 0

  override drew(value: unknown): void {
    this.hasDrawn = true
    if (this.chances.length < MOST_DRAWN) {
      this.chances.push(value)
    }
  }

  /** A variable of the environment, or which there are, was asked for by the functions that `running` gives. */
  sawVariable(name: string, running: () => readonly RunningFunction[]): void {
    // Who asks is looked for once for each name that counts.
    if (!this.env.has(name) && !isToldElsewhere(name, running())) {
      this.env.add(name)
    }
  }

  sawPlace(place: string): void {
    if (!this.places.has(place)) {
      this.places.set(place, Date.now())
    }
  }

  /** A build begins. What was done so far is forgotten, not what was read; where others are running, nobody can tell whose act it was. */
  beginActs(): void {
    this.#recorded += 1
    if (this.#recorded > 1) {
      return
    }
    this.effects.clear()
    this.writes.length = 0
    this.prints.length = 0
    // Random values stay: a script or a config may hand them on by variables that nobody sees, and builds to one another.
    this.hasDrawn = false
    this.forgetTimers()
  }

  /** A build that has begun is over. */
  endActs(): void {
    this.#recorded -= 1
  }
}

let witness: BuildWitness | null = null
/** Whether somebody has called for it. */
let isCalled = false

/** Who sees all that happens in this process; null: nobody wants to know. */
export function buildWitness(): BuildWitness | null {
  return witness
}

let wasDismissed = false
let wasBlind = false

/** Something went by unseen that may be in anybody's memory. */
export function noteBlindness(): void {
  wasBlind = true
  if (witness !== null) {
    witness.isBlind = true
  }
}

/** What was done before anybody called, while the tracer stood: it may be in what plugins are made with. */
const earlyEffects: Set<string> = new Set()
const earlyChances: unknown[] = []

/** Takes note of a random value that no call got. */
export function noteDrawn(value: unknown): void {
  if (witness !== null) {
    witness.drew(value)
  } else if (earlyChances.length < MOST_DRAWN) {
    earlyChances.push(value)
  }
}

/** From now on everything is seen, as far as the tracer stands, in case that somebody calls before the first build. */
export function awaitCall(toldElsewhere: ToldElsewhere): void {
  isToldElsewhere = toldElsewhere
  if (witness === null && !wasDismissed) {
    callWitness()
    isCalled = false
  }
}

/** A build begins: where nobody has called, nobody will want to know. */
export function beginBuildUncalled(): void {
  if (!isCalled) {
    dismissWitness()
  }
}

/** Who sees everything, as far as the tracer stands. */
export function callWitness(): BuildWitness {
  isCalled = true
  if (witness === null) {
    witness = new BuildWitness()
    for (const effect of earlyEffects) {
      witness.effects.add(effect)
    }
    witness.chances.push(...earlyChances)
    // What went by meanwhile may be in somebody's memory.
    witness.isBlind = wasDismissed || wasBlind
  }
  return witness
}

/** Nothing will be recorded: what runs for hours, as servers and watchers do, must not be remembered. */
export function dismissWitness(): void {
  wasDismissed ||= witness !== null
  witness = null
  isCalled = false
}

/** Takes note of what a call has done of which no result is kept; what it changed on the disk was seen already. */
export function noteUnkept(trace: HookTrace): void {
  for (const effect of trace.effects) {
    if (!effect.startsWith('fs.') && !trace.bundlersEffects.has(effect)) {
      noteUnanswered(effect)
    }
  }
  // Compilers draw numbers for their own use: of what calls have drawn it is only asked whether it shows.
  witness?.chances.push(...trace.drawn.slice(0, MOST_DRAWN))
}

/** Takes note of the random values of a call of which nobody knows what it makes of them. */
export function noteDraws(trace: HookTrace): void {
  for (const value of trace.drawn) {
    witness?.drew(value)
  }
}

/** Takes note of an act for which no call answers. */
export function noteUnanswered(effect: string): void {
  if (witness === null) {
    earlyEffects.add(effect)
  } else {
    witness.effects.add(effect)
    witness.hasUnknownProcesses ||= STARTING.test(effect)
  }
}

/** Takes note of a call of which everything is known that it has read, also in processes. */
export function noteKnownReads(trace: HookTrace): void {
  if (witness !== null && [...trace.effects].some((effect) => PROCESS.test(effect))) {
    witness.hasKnownProcesses = true
  }
}

const PROCESS: RegExp = /^(?:child_process|worker_threads)\./
const STARTING: RegExp = /^(?:child_process\.(?!write$)|worker_threads\.)/

/** Methods that change their second path, and whether the first one as well. */
const TO_SECOND: ReadonlyMap<string, boolean> = new Map([
  ['copyFile', false],
  ['cp', false],
  ['symlink', false],
  ['link', false],
  ['rename', true],
])

/** The paths that a changing method changes. */
export function changedPaths(method: string, args: readonly unknown[]): readonly (string | null)[] {
  const changesFirst = TO_SECOND.get(method.replace(/Sync$/, ''))
  const [first, second] = args
  if (changesFirst === undefined) {
    return [pathOf(first)]
  }
  return changesFirst ? [pathOf(first), pathOf(second)] : [pathOf(second)]
}

/** The path that an argument names; null for a descriptor. */
export function pathOf(target: unknown): string | null {
  try {
    if (typeof target === 'string') {
      return path.resolve(target)
    }
    if (target instanceof URL) {
      return fileURLToPath(target)
    }
    return Buffer.isBuffer(target) ? path.resolve(target.toString()) : null
  } catch {
    // Not a file URL; the call itself will throw.
    return null
  }
}
