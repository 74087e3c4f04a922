/** A hook must take this long on the average to be dearer than a restore of its result, with a wide margin; ms. */
const DEAR_CALL_MS = 1
/** And its calls this long in all, to be worth the work; ms. */
const DEAR_BUILD_MS = 50

/** What the calls of one plugin have cost in one build. Those that return nothing don't count: they aren't kept. */
export class MeasuredCalls {
  #calls = 0
  #milliseconds = 0

  add(milliseconds: number): void {
    this.#calls += 1
    this.#milliseconds += milliseconds
  }

  /** Whether it is dearer to run the plugin than to restore what it gave. */
  areDear(): boolean {
    return this.#milliseconds >= DEAR_BUILD_MS && this.#milliseconds >= DEAR_CALL_MS * this.#calls
  }
}

/** Runs a call and notes how long it took, if it returned something. What it returns or throws is passed on. */
export function measureCall(measured: MeasuredCalls, run: () => unknown): unknown {
  const startedAt = performance.now()
  const ended = <Result>(result: Result): Result => {
    if (result !== null && result !== undefined) {
      measured.add(performance.now() - startedAt)
    }
    return result
  }
  const result = run()
  if (!(result instanceof Promise)) {
    return ended(result)
  }
  // The promise itself is passed on, so that nothing comes later than it would.
  result.then(ended, () => undefined)
  return result
}
