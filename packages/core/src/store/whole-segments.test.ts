import { truncateSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Store } from './store.ts'
import { keyOf, readCandidates, useStoreTestRoom, withoutMemory } from './store-test-room.ts'

const room = useStoreTestRoom()
const RECORDS = 40

/** Records of some 20 KB: one segment of 800 KB, more than one read pays for. */
function recordOf(number: number): { head: string; code: string; map: string } {
  return { head: `{"n":${number}}`, code: `${number} `.repeat(5000), map: `[${number}]`.repeat(1000) }
}

function openFilled(): Store {
  const store = room.open()
  for (let number = 0; number < RECORDS; number++) store.append({ key: keyOf(number), ...recordOf(number) })
  store.close()
  return room.open(withoutMemory)
}

/** Whether a record can be read, and is as it was written. */
function isReadable(store: Store, number: number): boolean {
  const [found] = readCandidates(store, keyOf(number)) as unknown[][]
  const { head, code, map } = recordOf(number)
  return JSON.stringify(found) === JSON.stringify([head, code, map])
}

/** From now on only what is in memory can be read. */
function cutSegments(): void {
  for (const path of room.files('pack')) truncateSync(path, 16)
}

it('a segment is read whole once its reads would have paid for it: then it needs no file', () => {
  const store = openFilled()
  // Backwards, so that no read goes on where the last one has ended.
  for (let number = RECORDS - 1; number >= RECORDS / 2; number--) expect(isReadable(store, number)).toBe(true)
  cutSegments()
  for (let number = 0; number < RECORDS / 2; number++) expect(isReadable(store, number)).toBe(true)
})

it('of a segment from which little is read, no more is read', () => {
  const store = openFilled()
  expect(isReadable(store, RECORDS - 1)).toBe(true)
  cutSegments()
  expect(isReadable(store, 0)).toBe(false)
})
