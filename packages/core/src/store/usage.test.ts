import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { keyOf, onlyFile, useStoreTestRoom, withoutMemory } from './store-test-room.ts'
import { decodeUsage, encodeUsage, usageRowWords } from './usage-codec.ts'

const room = useStoreTestRoom()

function fill(...numbers: number[]): void {
  const store = room.open()
  for (const number of numbers)
    store.append({ key: keyOf(number), head: '{}', code: `code ${number}`, map: `[${number}]` })
  store.close()
}

async function use(...numbers: number[]): Promise<void> {
  const store = room.open(withoutMemory)
  for (const number of numbers) store.candidates(keyOf(number))[0]?.readCode()
  store.close()
  await store.settled()
}

function wordsOf(path: string): Uint32Array {
  return new Uint32Array(new Uint8Array(readFileSync(path)).buffer)
}

/** First words of the keys in a usage file, in its order. */
function keysIn(path: string): number[] {
  const decoded = decodeUsage(wordsOf(path))
  if (decoded.kind === 'damaged') throw new Error(decoded.reason)
  return Array.from(
    { length: decoded.rows.length / usageRowWords },
    (_, row) => decoded.rows[row * usageRowWords] as number,
  )
}

describe('the usage file of a session', () => {
  it('lists what was stored and restored, in the order of first use', async () => {
    fill(3, 1, 2)
    expect(keysIn(onlyFile(room.files('usage')).path)).toEqual([3, 1, 2])
    await use(2, 3, 2)
    expect(keysIn(room.files('usage')[1] as string)).toEqual([2, 3])
  })

  it('lists what a session and the one that goes on with it have used, in one file', async () => {
    fill(3, 1, 2)
    await use(1)
    const store = room.open({ ...withoutMemory, continuesSession: true })
    store.candidates(keyOf(3))[0]?.readCode()
    store.close()
    await store.settled()
    expect(room.files('usage').map(keysIn)).toEqual([
      [3, 1, 2],
      [1, 3],
    ])
  })

  it('does not list what was only looked at', () => {
    fill(1, 2)
    const store = room.open(withoutMemory)
    store.candidates(keyOf(1))[0]?.readHead()
    store.candidates(keyOf(2))
    store.close()
    expect(room.files('usage')).toHaveLength(1)
  })

  it('takes 16 bytes a record', () => {
    fill(1)
    const one = onlyFile(room.files('usage')).bytes.length
    fill(...Array.from({ length: 101 }, (_, number) => number))
    expect(readFileSync(room.files('usage')[1] as string).length - one).toBe(1600)
  })

  it('is not believed when a byte of it is damaged', () => {
    fill(1, 2, 3)
    const { path, bytes } = onlyFile(room.files('usage'))
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] as number) ^ 0x10
      writeFileSync(path, damaged)
      expect([at, decodeUsage(wordsOf(path)).kind]).toEqual([at, 'damaged'])
    }
    room.events = []
    room.open().prune({ maxEntries: 2 })
    expect(room.events.filter(({ kind }) => kind === 'corrupt')).toEqual([
      expect.objectContaining({ part: 'usage', reason: 'row checksum differs' }),
    ])
  })

  it('comes back from its codec as it was', () => {
    const rows = Uint32Array.of(1, 2, 3, 4, 0xffff_ffff, 0, 7, 8)
    const bytes = encodeUsage(rows)
    expect(decodeUsage(new Uint32Array(bytes.buffer))).toEqual({ kind: 'usage', rows })
  })
})

describe('usage files', () => {
  it('are merged when there are many; the newest stays for its order', async () => {
    fill(1, 2, 3)
    for (let session = 0; session < 20; session++) await use(2, 1)
    await use(3, 2)
    const files = room.files('usage')
    expect(files.length).toBeLessThan(18)
    expect(keysIn(files[0] as string).sort()).toEqual([1, 2, 3])
    expect(keysIn(files.at(-1) as string)).toEqual([3, 2])
    // Twenty-two sessions, two thirds of them counted by half.
    room.events = []
    room.open().prune({ maxEntries: 1, policy: 'lfu' })
    expect([1, 2, 3].map((number) => room.open().candidates(keyOf(number)).length)).toEqual([0, 1, 0])
  })
})
