import { describe, expect, it } from 'vitest'
import type { CacheKey } from '../key/cache-key.ts'
import type { CandidateRecord } from './candidate.ts'
import type { RemoteTier } from './remote-tier.ts'
import { keyOf, readCandidates, useStoreTestRoom } from './store-test-room.ts'
import { TierStack, type TierStackOptions } from './tier-stack.ts'

const room = useStoreTestRoom()

interface ShelfTier extends RemoteTier {
  readonly keyToRecords: Map<CacheKey, CandidateRecord[]>
  /** What it was asked, in order. */
  readonly asked: string[]
}

/** A tier that keeps its records in a map. */
function shelf(name: string, overrides: Partial<RemoteTier> = {}): ShelfTier {
  const keyToRecords = new Map<CacheKey, CandidateRecord[]>()
  const asked: string[] = []
  return {
    name,
    keyToRecords,
    asked,
    async read(key) {
      asked.push('read')
      return keyToRecords.get(key) ?? []
    },
    async write(records) {
      asked.push(`write ${records.length}`)
      for (const record of records)
        keyToRecords.set(record.key, [record, ...(keyToRecords.get(record.key) ?? [])])
    },
    ...overrides,
  }
}

function stackOf(tiers: readonly RemoteTier[], options: Partial<TierStackOptions> = {}): TierStack {
  return new TierStack({ store: room.open(), tiers, onEvent: (event) => room.events.push(event), ...options })
}

const recordOf = (number: number, code = `code ${number}`): CandidateRecord => ({
  key: keyOf(number),
  head: JSON.stringify({ code }),
  code,
  map: null,
})

describe('a stack of tiers', () => {
  it('reads through: what a lower tier has is kept in all above it', async () => {
    const [near, far] = [shelf('near'), shelf('far')]
    far.keyToRecords.set(keyOf(1), [recordOf(1, 'new'), recordOf(1, 'old')])
    const store = room.open()
    const stack = stackOf([near, far], { store })
    expect(store.candidates(keyOf(1))).toEqual([])
    const found = await stack.fetch(keyOf(1))
    expect(found.map((handle) => handle.readCode())).toEqual(['new', 'old'])
    await stack.flush()
    expect(near.keyToRecords.get(keyOf(1))?.map(({ code }) => code)).toEqual(['new', 'old'])
    store.close()
    expect(readCandidates(room.open(), keyOf(1)).map((candidate) => (candidate as unknown[])[1])).toEqual([
      'new',
      'old',
    ])
    expect(far.asked).toEqual(['read'])
  })

  it('gives only what the store has not had', async () => {
    const tier = shelf('near')
    tier.keyToRecords.set(keyOf(1), [recordOf(1, 'known'), recordOf(1, 'other')])
    const stack = stackOf([tier])
    stack.append(recordOf(1, 'known'))
    const found = await stack.fetch(keyOf(1))
    expect(found.map((handle) => handle.readCode())).toEqual(['other'])
    expect(await stack.fetch(keyOf(2))).toEqual([])
  })

  it('writes behind: nothing before the flush, everything by it', async () => {
    const [near, far] = [shelf('near'), shelf('far')]
    const stack = stackOf([near, far])
    for (let number = 0; number < 250; number++) stack.append(recordOf(number))
    expect([near.asked, far.asked]).toEqual([[], []])
    await stack.flush()
    expect(far.asked).toEqual(['write 100', 'write 100', 'write 50'])
    expect(near.keyToRecords.size).toBe(250)
    await stack.flush()
    expect(near.asked).toHaveLength(3)
  })

  it('does without a tier that fails, and says so once', async () => {
    const broken = shelf('broken', { read: () => Promise.reject(new Error('no route')) })
    const good = shelf('good')
    good.keyToRecords.set(keyOf(1), [recordOf(1)])
    const stack = stackOf([broken, good])
    expect(await stack.fetch(keyOf(1))).toHaveLength(1)
    expect(await stack.fetch(keyOf(2))).toEqual([])
    await stack.flush()
    expect(room.events).toEqual([
      { kind: 'tier-failed', tier: 'broken', during: 'read', message: 'no route', lost: 0 },
    ])
    expect(broken.asked).toEqual([])
  })

  it('gives up on a tier that does not answer, for a question as for the flush', async () => {
    const never = (): Promise<never> => new Promise(() => {})
    const reading = stackOf([shelf('deaf', { read: never })], { readDeadline: 20 })
    expect(await reading.fetch(keyOf(1))).toEqual([])
    const writing = stackOf([shelf('mute', { write: never })], { flushDeadline: 20 })
    for (let number = 0; number < 120; number++) writing.append(recordOf(number))
    await writing.flush()
    expect(room.events).toEqual([
      expect.objectContaining({ tier: 'deaf', during: 'read', lost: 0 }),
      expect.objectContaining({ tier: 'mute', during: 'write', lost: 120 }),
    ])
  })
})
