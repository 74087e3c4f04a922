import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PolicyName } from './eviction-policy.ts'
import { versionFolderName } from './format-version.ts'
import type { Store } from './store.ts'
import type { StoreLimits } from './store-limits.ts'
import { keyOf, useStoreTestRoom, withoutMemory } from './store-test-room.ts'

const room = useStoreTestRoom()
const codeBytes = 10_000
const day = 24 * 60 * 60 * 1000

afterEach(() => {
  vi.useRealTimers()
})

/** One session at a time of its own, an hour after the one before. */
function session(hour: number, act: (store: Store) => void): void {
  vi.useFakeTimers({ now: new Date('2030-01-01').getTime() + hour * 3_600_000, toFake: ['Date'] })
  const store = room.open(withoutMemory)
  act(store)
  store.close()
}

function store(...numbers: number[]): (store: Store) => void {
  return (opened) => {
    for (const number of numbers) {
      const code = String(number % 10).repeat(codeBytes)
      opened.append({ key: keyOf(number), head: '{}', code, map: null })
    }
  }
}

function use(...numbers: number[]): (store: Store) => void {
  return (opened) => {
    for (const number of numbers) {
      for (const handle of opened.candidates(keyOf(number))) {
        handle.readHead()
        handle.readCode()
      }
    }
  }
}

function prune(hour: number, limits: Partial<StoreLimits>): void {
  vi.useFakeTimers({ now: new Date('2030-01-01').getTime() + hour * 3_600_000, toFake: ['Date'] })
  room.events = []
  room.open(withoutMemory).prune(limits)
}

function stored(count = 10): number[] {
  const opened = room.open(withoutMemory)
  return Array.from({ length: count }, (_, number) => number).filter(
    (number) => opened.candidates(keyOf(number))[0]?.readCode() === String(number % 10).repeat(codeBytes),
  )
}

function packBytes(): number {
  return room.files('pack').reduce((sum, path) => sum + statSync(path).size, 0)
}

describe('a policy', () => {
  it.each<[PolicyName, number[]]>([
    // 0 was used twice, 1 last, 2 and 3 never; 3 is the youngest.
    ['lru', [1, 3]],
    ['lfu', [0, 1]],
    ['fifo', [2, 3]],
  ])('decides what goes first: %s', (policy, expected) => {
    session(0, store(0))
    session(1, store(1))
    session(2, store(2))
    session(3, use(0))
    session(4, use(0))
    session(5, store(3))
    session(6, use(1))
    session(7, use(1))
    // 0 and 1 have equally many uses from here on, but 0 the older ones.
    prune(8, { maxEntries: 2, policy })
    expect(stored()).toEqual(expected)
  })

  it('leaves versions of tables for the end', () => {
    session(0, (opened) => opened.appendTable('files', 'x'.repeat(codeBytes)))
    session(1, store(0, 1, 2, 3))
    prune(2, { maxBytes: 2.9 * codeBytes })
    expect(stored()).toEqual([3])
    expect(room.open().readTable('files')).toHaveLength(1)
    prune(3, { maxBytes: 10 })
    expect(stored()).toEqual([])
    expect(room.open().readTable('files')).toEqual([])
  })
})

describe('limits', () => {
  it('of bytes hold for the files on disk, and the event says what went', () => {
    for (let number = 0; number < 10; number++) session(number, store(number))
    const before = packBytes()
    prune(10, { maxBytes: 9 * codeBytes })
    expect(stored()).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
    expect(packBytes()).toBeLessThanOrEqual(9 * codeBytes)
    expect(room.events.filter(({ kind }) => kind === 'evicted')).toEqual([
      { kind: 'evicted', entries: 2, segments: expect.any(Array), bytes: before - packBytes() },
    ])
  })

  it('of bytes hold for one segment of many records as well', () => {
    session(0, store(...Array.from({ length: 40 }, (_, number) => number)))
    prune(1, { maxBytes: 20 * codeBytes })
    expect(stored(40)).toHaveLength(19)
    expect(packBytes()).toBeLessThanOrEqual(20 * codeBytes)
  })

  it('of age go by the last use', () => {
    session(0, store(0, 1))
    session(24 * 9, use(1))
    session(24 * 10, store(2))
    prune(24 * 12, { maxAge: 5 * day })
    expect(stored()).toEqual([1, 2])
    prune(24 * 30, { maxAge: 5 * day })
    expect(stored()).toEqual([])
  })

  it('of age remove nothing because a clock was ahead', () => {
    session(24 * 365, store(0))
    session(0, store(1))
    prune(1, { maxAge: day })
    expect(stored()).toEqual([0, 1])
  })

  it('do not touch what is within them', () => {
    session(0, store(0, 1, 2))
    const files = room.files('pack')
    prune(1, { maxBytes: 1_000_000, maxEntries: 3, maxAge: day })
    expect(room.files('pack')).toEqual(files)
    expect(room.troubles()).toEqual([])
  })

  it('are applied in the background after closing, and a store that opens meanwhile finds what stays', async () => {
    session(0, store(0, 1, 2, 3, 4, 5))
    const closing = room.open({ limits: { maxEntries: 3 } })
    closing.close()
    expect(stored()).toEqual([0, 1, 2, 3, 4, 5])
    await closing.settled()
    expect(stored()).toHaveLength(3)
  })

  it('are applied, and long queues written, by no timer that the tracer sees', async () => {
    const seen = vi.spyOn(globalThis, 'setImmediate')
    const closing = room.open({ ...withoutMemory, limits: { maxEntries: 3 } })
    const code = 'x'.repeat(1024 * 1024)
    for (let number = 0; number < 12; number++) {
      closing.append({ key: keyOf(number), head: '{}', code, map: null })
    }
    await turn()
    expect(room.files('pack'), 'some of it is written').toHaveLength(1)
    closing.close()
    await closing.settled()
    expect(room.events).toContainEqual(expect.objectContaining({ kind: 'evicted' }))
    expect(seen).not.toHaveBeenCalled()
    seen.mockRestore()
  })

  it('that are exceeded by a quarter are held by removing whole segments at opening', () => {
    for (let number = 0; number < 10; number++) session(number, store(number))
    room.events = []
    const opened = room.open({ limits: { maxBytes: 7 * codeBytes } })
    expect(opened.candidates(keyOf(4))).toEqual([])
    expect(opened.candidates(keyOf(5))).toHaveLength(1)
    expect(room.troubles()).toEqual([expect.objectContaining({ kind: 'evicted', entries: null })])
  })

  it('bound what one process writes', async () => {
    const limit = 4 * 1024 * 1024
    const writing = room.open({ limits: { maxBytes: limit } })
    const code = 'x'.repeat(300_000)
    for (let number = 0; number < 60; number++) {
      writing.append({ key: keyOf(number), head: '{}', code, map: null })
      writing.flush()
      // The segment that is being written comes on top.
      expect(packBytes()).toBeLessThan(limit + 1.5 * 1024 * 1024)
    }
    writing.close()
    await writing.settled()
    expect(packBytes()).toBeLessThanOrEqual(limit)
    expect(room.events.filter((event) => event.kind === 'evicted').length).toBeGreaterThan(0)
  })

  it('leave the reader of what was evicted, and its writer, undisturbed', () => {
    const other = room.open(withoutMemory)
    other.append({ key: keyOf(1), head: '{}', code: 'one', map: null })
    other.flush()
    room.open().prune({ maxBytes: 1 })
    expect(room.files('pack')).toEqual([])
    expect(other.candidates(keyOf(1))[0]?.readCode()).toBe('one')
    other.append({ key: keyOf(2), head: '{}', code: 'two', map: null })
    other.close()
    expect(room.open().candidates(keyOf(2))[0]?.readCode()).toBe('two')
  })
})

describe('a read-only store', () => {
  it('restores, keeps what is new in memory, and changes nothing', () => {
    for (let number = 0; number < 40; number++) session(number, store(number))
    const folder = join(room.directory, versionFolderName)
    const before = readdirSync(folder)
    room.events = []
    const opened = room.open({ isReadOnly: true, limits: { maxBytes: 1, maxEntries: 1, maxAge: 1 } })
    use(0, 39)(opened)
    store(50)(opened)
    expect(opened.candidates(keyOf(50))[0]?.readCode()).toBe('0'.repeat(codeBytes))
    opened.appendTable('files', 'new')
    opened.close()
    expect(readdirSync(folder)).toEqual(before)
    expect(room.troubles()).toEqual([])
  })

  it('creates no folder', () => {
    const opened = room.open({ isReadOnly: true })
    store(0)(opened)
    opened.close()
    expect(existsSync(room.directory)).toBe(false)
  })
})
