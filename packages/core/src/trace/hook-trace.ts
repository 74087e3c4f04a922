export interface FileTouch {
  readonly atMs: number
  readonly isRead: boolean
  /**
   * Of a package.json: the files whose code was running when it was touched, the innermost first, one to a line; one text
   * for each touch, since who did it decides what of it counts.
   */
  readonly by: ReadonlySet<string>
}

const NOBODY: ReadonlySet<string> = new Set()

/** Random values that are kept of one call; who asks for more shuffles or samples. */
const MOST_DRAWN = 64

/** What the runtime gives for a callback that comes later. */
interface Timer {
  readonly _destroyed?: boolean
  hasRef?(): boolean
}

/** What one hook call was seen to touch. Times are ms since 1970. */
export class HookTrace {
  readonly startedAtMs: number = Date.now()
  /** By path: when it was first read, stat'ed or probed, and whether its content was read. */
  readonly files: Map<string, FileTouch> = new Map()
  readonly directories: Map<string, number> = new Map()
  /** Folders that were listed with all folders below them, and when first. */
  readonly trees: Map<string, number> = new Map()
  readonly env: Set<string> = new Set()
  /** Acts that a restore could not repeat or that hide reads, in words; empty for most calls. */
  readonly effects: Set<string> = new Set()
  /** Those of them that so far were only what the bundler's own code said to its own process. */
  readonly bundlersEffects: Set<string> = new Set()
  /** Lines that the call printed, to be printed again on a restore. */
  readonly printed: PrintedLine[] = []
  /** Random values that the call got: numbers, texts, bytes. */
  readonly drawn: unknown[] = []
  readonly #timers: Set<Timer> = new Set()
  #callbacks = 0

  drew(value: unknown): void {
    if (this.drawn.length < MOST_DRAWN) {
      this.drawn.push(value)
    }
  }

  /** An act, which may be one of the bundler's own code. */
  did(effect: string, isBundlers: boolean): void {
    if (!isBundlers) {
      this.bundlersEffects.delete(effect)
    } else if (!this.effects.has(effect)) {
      this.bundlersEffects.add(effect)
    }
    this.effects.add(effect)
  }

  /** A timer or immediate was set. */
  sawTimer(timer: object): void {
    this.#timers.add(timer)
  }

  /** Timers that were set so far are of no interest any more. */
  forgetTimers(): void {
    this.#timers.clear()
  }

  /** A callback was put in line that no timer stands for; returns what notes that it runs. */
  sawCallback(): () => void {
    this.#callbacks += 1
    return () => {
      this.#callbacks -= 1
    }
  }

  /** Whether something that the call has set going is yet to come. Timers that don't keep the process alive don't count. */
  hasPendingCallbacks(): boolean {
    const isPending = (timer: Timer): boolean => timer._destroyed !== true && timer.hasRef?.() !== false
    return this.#callbacks > 0 || [...this.#timers].some(isPending)
  }

  /** `by` is for a package.json, as in `FileTouch`; empty if that isn't known. */
  sawFile(path: string, isRead: boolean, by: string | null = null): void {
    const known = this.files.get(path)
    if (known === undefined) {
      this.files.set(path, { atMs: Date.now(), isRead, by: by === null ? NOBODY : new Set([by]) })
    } else if ((isRead && !known.isRead) || (by !== null && !known.by.has(by))) {
      const all = by === null ? known.by : new Set([...known.by, by])
      this.files.set(path, { ...known, isRead: isRead || known.isRead, by: all })
    }
  }

  sawDirectory(path: string): void {
    if (!this.directories.has(path)) {
      this.directories.set(path, Date.now())
    }
  }

  sawTree(path: string): void {
    if (!this.trees.has(path)) {
      this.trees.set(path, Date.now())
    }
  }
}

/** One call of a console method, of a bundler's logger or of a stream's `write`, with arguments that are plain data. */
export interface PrintedLine {
  readonly channel: 'console' | 'logger' | 'stream'
  /** The method's name, or the stream's: `stdout`, `stderr`. */
  readonly method: string
  readonly args: readonly unknown[]
}
