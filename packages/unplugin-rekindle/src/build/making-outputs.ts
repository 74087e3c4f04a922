/**
 * Which outputs are being made, and whether the build was resumed for them. A bundler may make several at once, and those of one
 * environment while another is built.
 */
export class MakingOutputs {
  /** By environment, how many. */
  readonly #environmentToCount: Map<string, number> = new Map()
  #isResumed = false

  start(environment: string): void {
    this.#environmentToCount.set(environment, (this.#environmentToCount.get(environment) ?? 0) + 1)
  }

  end(environment: string): void {
    const count = (this.#environmentToCount.get(environment) ?? 0) - 1
    if (count > 0) {
      this.#environmentToCount.set(environment, count)
    } else {
      this.#environmentToCount.delete(environment)
    }
  }

  endAll(environment: string): void {
    this.#environmentToCount.delete(environment)
  }

  /** Whether the build is to be resumed now: once for all outputs that are made at the same time. */
  resume(): boolean {
    const isDue = !this.#isResumed && this.#environmentToCount.size > 0
    this.#isResumed ||= isDue
    return isDue
  }

  /** Whether a build that was resumed is to end now. */
  pause(): boolean {
    const isDue = this.#isResumed && this.#environmentToCount.size === 0
    this.#isResumed &&= !isDue
    return isDue
  }
}
