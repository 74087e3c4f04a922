/** How long something took, over many times; ms. */
export interface DurationStatistics {
  readonly count: number
  readonly total: number
  /** Half of them took no longer. Percentiles are values that occurred (nearest rank). */
  readonly p50: number
  readonly p95: number
  readonly max: number
}

/** Gathers durations of one kind. */
export class Durations {
  readonly #milliseconds: number[] = []

  add(milliseconds: number): void {
    this.#milliseconds.push(milliseconds)
  }

  get count(): number {
    return this.#milliseconds.length
  }

  get total(): number {
    return this.#milliseconds.reduce((sum, milliseconds) => sum + milliseconds, 0)
  }

  /** Null for none: they have no percentiles. */
  statistics(): DurationStatistics | null {
    if (this.count === 0) {
      return null
    }
    const sorted = Float64Array.from(this.#milliseconds).sort()
    const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
    return {
      count: this.count,
      total: rounded(this.total),
      p50: rounded(rank(0.5)),
      p95: rounded(rank(0.95)),
      max: rounded(rank(1)),
    }
  }
}

/** To thousandths: a restore takes some hundredths of a millisecond. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000
}
