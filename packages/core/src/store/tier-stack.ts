import type { CacheKey } from '../key/cache-key.ts'
import type { CandidateHandle, CandidateRecord } from './candidate.ts'
import type { RemoteTier } from './remote-tier.ts'
import type { Store } from './store.ts'
import type { StoreListener } from './store-event.ts'

export interface TierStackOptions {
  /** The memory and disk tiers. */
  readonly store: Store
  /** The tiers below, nearest first. */
  readonly tiers: readonly RemoteTier[]
  /** ms that one question may take, over all tiers. Default 2,000. */
  readonly readDeadline?: number
  /** ms that the writing behind may take at the end, over all tiers. Default 10,000. */
  readonly flushDeadline?: number
  readonly onEvent?: StoreListener
}

const defaultReadDeadline = 2000
const defaultFlushDeadline = 10_000

/** What one write takes at most. */
const recordsPerWrite = 100

/**
 * Remote tiers under a store: read through, written behind.
 *
 * The store is asked first, by its own `candidates`; `fetch` is for when that gave nothing of use. What is found in
 * a tier is kept in all tiers above it. What is appended waits for `flush`. A tier that fails is not asked again.
 */
export class TierStack {
  readonly #options: TierStackOptions
  readonly #tierToWaiting: Map<RemoteTier, CandidateRecord[]>

  constructor(options: TierStackOptions) {
    this.#options = options
    this.#tierToWaiting = new Map(options.tiers.map((tier) => [tier, []]))
  }

  /** Candidates of a lower tier that the store has not had so far, newest first. Never rejects. */
  async fetch(key: CacheKey): Promise<readonly CandidateHandle[]> {
    const { store, readDeadline = defaultReadDeadline } = this.#options
    const signal = AbortSignal.timeout(readDeadline)
    const known = store.candidates(key)
    const knownHeads = new Set(known.map((candidate) => candidate.readHead()))
    const above: RemoteTier[] = []
    for (const tier of [...this.#tierToWaiting.keys()]) {
      const found = await this.#attempt(tier, 'read', 0, signal, () => tier.read(key, signal))
      const fresh = (found ?? []).filter(({ head }) => !knownHeads.has(head))
      if (fresh.length > 0) {
        // The newest last, so that it is the newest here as well.
        for (const record of [...fresh].reverse()) this.#keep({ ...record, key }, above)
        return store.candidates(key).slice(0, fresh.length)
      }
      above.push(tier)
    }
    return []
  }

  /** Keeps a new record in the store, and in every tier at the next `flush`. @throws like the store's `append` */
  append(record: CandidateRecord): void {
    this.#keep(record, [...this.#tierToWaiting.keys()])
  }

  /** Writes what waits to the tiers, all of them at once, until the deadline. Never rejects. */
  async flush(): Promise<void> {
    const signal = AbortSignal.timeout(this.#options.flushDeadline ?? defaultFlushDeadline)
    await Promise.all([...this.#tierToWaiting].map(([tier, waiting]) => this.#write(tier, waiting, signal)))
  }

  #keep(record: CandidateRecord, tiers: readonly RemoteTier[]): void {
    this.#options.store.append(record)
    for (const tier of tiers) this.#tierToWaiting.get(tier)?.push(record)
  }

  async #write(tier: RemoteTier, waiting: CandidateRecord[], signal: AbortSignal): Promise<void> {
    while (waiting.length > 0 && this.#tierToWaiting.has(tier)) {
      const lost = waiting.length
      const batch = waiting.splice(0, recordsPerWrite)
      await this.#attempt(tier, 'write', lost, signal, () => tier.write(batch, signal))
    }
  }

  /** The answer, or null after a failure, which ends the use of the tier. A tier that ignores the signal is left behind. */
  async #attempt<Answer>(
    tier: RemoteTier,
    during: 'read' | 'write',
    lost: number,
    signal: AbortSignal,
    act: () => Promise<Answer>,
  ): Promise<Answer | null> {
    try {
      return await Promise.race([act(), rejectWhenAborted(signal)])
    } catch (error) {
      if (this.#tierToWaiting.delete(tier)) {
        const message = error instanceof Error ? error.message : String(error)
        this.#options.onEvent?.({ kind: 'tier-failed', tier: tier.name, during, message, lost })
      }
      return null
    }
  }
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
