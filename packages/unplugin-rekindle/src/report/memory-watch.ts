/** What the builds of one process, one after the other, say of its memory. */
export type LeakVerdict =
  /** Too few builds to tell. */
  | 'unknown'
  | 'steady'
  /** Builds leave more behind than they find, again and again. */
  | 'growing'

/** Memory of the process, in bytes of the heap of JavaScript. */
export interface MemoryReport {
  /** At the end of the first build of this process. */
  readonly baseline: number
  /** At the end of this build. */
  readonly now: number
  /** Builds of this process so far. */
  readonly builds: number
  readonly verdict: LeakVerdict
}

/** A window must have so many builds, since the collector leaves garbage behind most of them. */
const WINDOW = 4
const WINDOWS = 3
/** What a step from window to window must be at least, bytes, and as a share of the window before. */
const STEP_BYTES = 1024 * 1024
const STEP_SHARE = 0.02

/**
 * Watches the heap from build to build. The collector runs when it likes, so a single size says little; the lowest of several in a
 * row is close to what is really held. The heap is growing if these lows rise, in the last twelve builds, from each four builds
 * to the next.
 */
export class MemoryWatch {
  readonly #heapSizes: number[] = []
  #baseline: number | null = null
  #builds = 0

  /** Notes the end of a build. */
  note(heapBytes: number = process.memoryUsage().heapUsed): void {
    this.#baseline ??= heapBytes
    this.#builds += 1
    this.#heapSizes.push(heapBytes)
    if (this.#heapSizes.length > WINDOW * WINDOWS) {
      this.#heapSizes.shift()
    }
  }

  report(): MemoryReport {
    const now = this.#heapSizes.at(-1) ?? 0
    return { baseline: this.#baseline ?? now, now, builds: this.#builds, verdict: this.#verdict() }
  }

  #verdict(): LeakVerdict {
    if (this.#heapSizes.length < WINDOW * WINDOWS) {
      return 'unknown'
    }
    const [first = 0, second = 0, third = 0] = Array.from({ length: WINDOWS }, (_, index) =>
      Math.min(...this.#heapSizes.slice(index * WINDOW, (index + 1) * WINDOW)),
    )
    const hasGrown = (from: number, to: number): boolean =>
      to - from > Math.max(STEP_BYTES, from * STEP_SHARE)
    return hasGrown(first, second) && hasGrown(second, third) ? 'growing' : 'steady'
  }
}
