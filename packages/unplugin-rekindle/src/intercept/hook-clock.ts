/** A hook that is running. */
export interface RunningHook {
  /** As `performance.now()` gave it, ms. */
  readonly startedAt: number
  readonly epoch: number
  readonly shared: number
}

/**
 * Tells what hooks cost. Where several run at the same time (each waits for something), each gets an equal share of that time, so
 * that costs can be added up: together they are the time during which any hook was running. It is the virtual time of processor
 * sharing (Parekh and Gallager, "A generalized processor sharing approach to flow control", 1993): one addition at
 * each start and end.
 *
 * Times are told and nothing else: none ever enters a key or decides on a result.
 */
export class HookClock {
  #running = 0
  /** What a hook that has been running all the time would have got, ms. */
  #shared = 0
  #lastAt = 0
  #epoch = 0

  start(): RunningHook {
    const startedAt = this.#advance()
    this.#running += 1
    return { startedAt, epoch: this.#epoch, shared: this.#shared }
  }

  /** What the hook cost, ms, in hundredths. */
  end({ epoch, shared }: RunningHook): number {
    this.#advance()
    if (epoch !== this.#epoch) {
      // It belongs to a build that is over; what it cost there nobody asks any more.
      return 0
    }
    this.#running -= 1
    return roundedMilliseconds(this.#shared - shared)
  }

  /** Forgets hooks that have never ended, between builds. */
  reset(): void {
    this.#running = 0
    this.#epoch += 1
  }

  #advance(): number {
    const now = performance.now()
    if (this.#running > 0) {
      this.#shared += (now - this.#lastAt) / this.#running
    }
    this.#lastAt = now
    return now
  }
}

function roundedMilliseconds(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100
}
