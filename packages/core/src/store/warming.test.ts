import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Store } from './store.ts'
import { keyOf, onlyFile, readCandidates, useStoreTestRoom, withoutMemory } from './store-test-room.ts'

const room = useStoreTestRoom()

const recordOf = (number: number): { head: string; code: string; map: string } => ({
  head: `{"n":${number}}`,
  code: `${number} `.repeat(4000),
  map: `[${number}]`.repeat(500),
})

function fill(count: number): void {
  const store = room.open()
  for (let number = 0; number < count; number++) store.append({ key: keyOf(number), ...recordOf(number) })
  store.close()
}

function use(store: Store, ...numbers: number[]): unknown[] {
  return numbers.flatMap((number) => readCandidates(store, keyOf(number)))
}

function expected(...numbers: number[]): unknown[] {
  return numbers.map((number) => Object.values(recordOf(number)))
}

/** After this only what has been read ahead can be read. */
function cutSegments(): void {
  for (const path of room.files('pack')) truncateSync(path, 16)
}

describe('warming', () => {
  it('reads what the last session used, and nothing else', async () => {
    fill(6)
    const last = room.open(withoutMemory)
    use(last, 4, 1, 5)
    last.close()
    const store = room.open(withoutMemory)
    expect(await store.warm({ evenIfCached: true })).toMatchObject({ kind: 'read', records: 3 })
    cutSegments()
    expect(use(store, 4, 1, 5)).toEqual(expected(4, 1, 5))
    expect(use(store, 0)).toEqual([
      [expect.objectContaining({ kind: 'corrupt' }), expect.anything(), expect.anything()],
    ])
  })

  it('follows the order of use, so that a small window holds what comes next', async () => {
    fill(50)
    const order = Array.from({ length: 50 }, (_, index) => (index * 17) % 50)
    const last = room.open(withoutMemory)
    use(last, ...order)
    last.close()
    const store = room.open(withoutMemory)
    const outcome = await store.warm({ evenIfCached: true, windowBytes: 100_000 })
    cutSegments()
    const ahead = outcome.kind === 'read' ? outcome.records : 0
    expect(ahead).toBeGreaterThan(3)
    expect(ahead).toBeLessThan(50)
    expect(use(store, ...order.slice(0, ahead))).toEqual(expected(...order.slice(0, ahead)))
  })

  it('moves its window on as records are used', async () => {
    fill(200)
    const store = room.open(withoutMemory)
    await store.warm({ evenIfCached: true, windowBytes: 600_000 })
    for (let number = 0; number < 100; number++) {
      expect(use(store, number)).toEqual(expected(number))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    cutSegments()
    expect(use(store, 100)).toEqual(expected(100))
  })

  it('gives way to the file when what was read ahead is damaged', async () => {
    fill(3)
    const { path, bytes } = onlyFile(room.files('pack'))
    writeFileSync(path, Buffer.from(bytes).fill(0, 100, 3000))
    const store = room.open(withoutMemory)
    await store.warm({ evenIfCached: true })
    writeFileSync(path, bytes)
    expect(use(store, 0, 1, 2)).toEqual(expected(0, 1, 2))
    expect(room.troubles()).toEqual([])
  })

  it('does nothing when the system has the files in memory, and when there is no order', async () => {
    expect(await room.open().warm()).toEqual({ kind: 'nothing-known' })
    fill(3)
    for (const path of room.files('pack')) readFileSync(path)
    // A busy machine may take its time for a read from memory.
    await expect.poll(() => room.open().warm()).toEqual({ kind: 'cached' })
  })

  it('is ended by closing', async () => {
    fill(100)
    const store = room.open(withoutMemory)
    const warming = store.warm({ evenIfCached: true })
    store.close()
    expect(await warming).toMatchObject({ kind: 'read' })
    expect(room.troubles()).toEqual([])
  })
})
