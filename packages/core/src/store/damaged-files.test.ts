import { readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CacheKey } from '../key/cache-key.ts'
import type { Store } from './store.ts'
import { keyOf, onlyFile, readCandidates, useStoreTestRoom, withoutMemory } from './store-test-room.ts'

const room = useStoreTestRoom()

const records = [
  { key: keyOf(1), head: '{"inputs":[]}', code: 'export const one = 1', map: '{"mappings":"AAAA"}' },
  { key: keyOf(1), head: '{"inputs":[1]}', code: 'export const one = "é"', map: null },
  { key: keyOf(2), head: '{}', code: 'two → zwei', map: '{}' },
  { key: keyOf(3), head: 'h', code: null, map: null },
  { key: keyOf(4), head: 'h', code: '\ud800', map: '' },
]

/** A folder that is damaged many times over stays otherwise as it is. */
const withoutTraces = { ...withoutMemory, isReadOnly: true }

function writeRecords(): void {
  const store = room.open()
  for (const record of records) store.append(record)
  store.appendTable('files', '["table"]')
  store.close()
  room.events = []
}

/** Reads everything and throws when any text differs from what was written. Returns how many were read whole. */
function countIntact(store: Store): number {
  let intact = 0
  for (const key of new Set(records.map((record) => record.key))) {
    const written = records.filter((record) => record.key === key)
    for (const handle of store.candidates(key as CacheKey)) {
      const head = handle.readHead()
      const code = handle.readCode()
      const map = handle.readMap()
      const bytes = handle.readMapBytes()
      const original = written.find((record) => record.head === head)
      if (bytes instanceof Uint8Array && Buffer.from(bytes).toString('latin1') !== original?.map)
        throw new Error(`wrong bytes ${bytes}`)
      if (typeof head === 'string' && original === undefined) throw new Error(`wrong head ${head}`)
      if (isRead(code) && code !== original?.code) throw new Error(`wrong code ${code}`)
      if (isRead(map) && map !== original?.map) throw new Error(`wrong map ${map}`)
      if (isRead(head) && isRead(code) && isRead(map)) intact += 1
    }
  }
  for (const text of store.readTable('files')) {
    if (text !== '["table"]') throw new Error(`wrong table ${text}`)
    intact += 1
  }
  return intact
}

function isRead(section: unknown): section is string | null {
  return typeof section === 'string' || section === null
}

describe('a damaged segment', () => {
  it('never gives a wrong value, whichever byte is flipped', () => {
    writeRecords()
    const { path, bytes } = onlyFile(room.files('pack'))
    const index = onlyFile(room.files('index'))
    for (const hasIndex of [true, false]) {
      for (let at = 0; at < bytes.length; at++) {
        const damaged = Buffer.from(bytes)
        damaged[at] = (damaged[at] as number) ^ (1 << (at % 8))
        writeFileSync(path, damaged)
        if (hasIndex) writeFileSync(index.path, index.bytes)
        else unlinkIfThere(index.path)
        room.events = []
        const store = room.open(withoutTraces)
        const intact = countIntact(store)
        store.close()
        // The segment's own header costs nothing; any other byte costs exactly its record.
        expect([at, hasIndex, intact]).toEqual([at, hasIndex, at < 16 ? 6 : 5])
        expect(room.troubles()).toEqual([expect.objectContaining({ kind: 'corrupt' })])
      }
    }
  })

  it('gives what stands before the end of the file, wherever it is cut', () => {
    writeRecords()
    const { path, bytes } = onlyFile(room.files('pack'))
    const index = onlyFile(room.files('index'))
    let previous = 6
    for (let length = bytes.length - 1; length >= 0; length--) {
      truncateSync(path, length)
      writeFileSync(index.path, index.bytes)
      room.events = []
      const store = room.open(withoutTraces)
      const intact = countIntact(store)
      store.close()
      expect(intact).toBeGreaterThanOrEqual(previous - 1)
      expect(intact).toBeLessThanOrEqual(previous)
      // A torn tail is what a killed process leaves, not damage.
      expect(room.troubles()).toEqual([])
      previous = intact
    }
    expect(previous).toBe(0)
  })

  it('is found again behind a stretch of garbage', () => {
    writeRecords()
    const { path, bytes } = onlyFile(room.files('pack'))
    unlinkSync(onlyFile(room.files('index')).path)
    const second = bytes.indexOf('RKR1', 20)
    const third = bytes.indexOf('RKR1', second + 1)
    const garbage = Buffer.concat([Buffer.alloc(600_000, 'RKR1RKR'), Buffer.alloc(61)])
    writeFileSync(path, Buffer.concat([bytes.subarray(0, second), garbage, bytes.subarray(third)]))
    const store = room.open(withoutTraces)
    expect(countIntact(store)).toBe(5)
    expect(room.troubles()).toEqual([
      expect.objectContaining({ kind: 'corrupt', part: 'record-header', offset: second }),
    ])
  })

  it('is announced once and its candidate found no more', () => {
    writeRecords()
    const { path, bytes } = onlyFile(room.files('pack'))
    bytes[bytes.indexOf('two')] = 0
    writeFileSync(path, bytes)
    const store = room.open(withoutTraces)
    const [first] = store.candidates(keyOf(2))
    const [second] = store.candidates(keyOf(2))
    expect(first?.readHead()).toEqual({ kind: 'corrupt', part: 'code', reason: 'checksum differs' })
    expect(first?.readCode()).toEqual({ kind: 'corrupt', part: 'code', reason: 'checksum differs' })
    expect(second?.readHead()).toEqual({ kind: 'missing', reason: 'dropped' })
    expect(store.candidates(keyOf(2))).toEqual([])
    expect(room.troubles()).toHaveLength(1)
  })

  it('does not pass for another one, as a whole or record by record', () => {
    writeRecords()
    const first = onlyFile(room.files('pack'))
    const firstIndex = onlyFile(room.files('index'))
    const other = room.open({ directory: `${room.directory}-other` })
    other.append({ key: keyOf(9), head: '{}', code: 'nine', map: null })
    other.close()
    // Its bytes under this segment's name: every record is sealed with the id in the name it was written under.
    room.directory = `${room.directory}-other`
    const second = onlyFile(room.files('pack'))
    writeFileSync(second.path, first.bytes)
    expect(countIntact(room.open(withoutTraces))).toBe(0)
    writeFileSync(onlyFile(room.files('index')).path, firstIndex.bytes)
    expect(countIntact(room.open(withoutTraces))).toBe(0)
  })
})

describe('an index', () => {
  it('costs nothing but time, whichever byte is flipped', () => {
    writeRecords()
    const { path, bytes } = onlyFile(room.files('index'))
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] as number) ^ (1 << (at % 8))
      writeFileSync(path, damaged)
      room.events = []
      const store = room.open(withoutTraces)
      expect(countIntact(store)).toBe(6)
      store.close()
      expect(room.events).toEqual([
        expect.objectContaining({ kind: 'corrupt', part: 'index' }),
        expect.objectContaining({ kind: 'segment-opened', source: 'scan', records: 6 }),
      ])
    }
  })

  it('costs nothing but time, wherever it is cut', () => {
    writeRecords()
    const { path, bytes } = onlyFile(room.files('index'))
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(path, bytes.subarray(0, length))
      const store = room.open(withoutTraces)
      expect(countIntact(store)).toBe(6)
      store.close()
    }
  })

  it('that is absent is replaced by a scan', () => {
    writeRecords()
    unlinkSync(onlyFile(room.files('index')).path)
    expect(countIntact(room.open(withoutTraces))).toBe(6)
    expect(room.events).toEqual([
      expect.objectContaining({ kind: 'segment-opened', source: 'scan', records: 6 }),
    ])
  })

  it('that ends before its segment does is completed by a scan of the rest', () => {
    const store = room.open()
    store.append(records[0] as (typeof records)[0])
    store.flush()
    const early = onlyFile(room.files('index'))
    for (const record of records.slice(1)) store.append(record)
    store.appendTable('files', '["table"]')
    store.close()
    writeFileSync(early.path, early.bytes)
    expect(countIntact(room.open(withoutTraces))).toBe(6)
    expect(room.events).toEqual([
      expect.objectContaining({ kind: 'segment-opened', source: 'index-and-scan', records: 6 }),
    ])
  })

  it('that speaks of other bytes than its segment has is not believed', () => {
    writeRecords()
    const { path, bytes } = onlyFile(room.files('pack'))
    const cut = bytes.indexOf('RKR1', 20)
    const next = bytes.indexOf('RKR1', cut + 1)
    // Same length, other content: the first two records change places.
    writeFileSync(
      path,
      Buffer.concat([
        bytes.subarray(0, 16),
        bytes.subarray(cut, next),
        bytes.subarray(16, cut),
        bytes.subarray(next),
      ]),
    )
    const store = room.open(withoutTraces)
    expect(countIntact(store)).toBe(4)
    expect(readCandidates(store, keyOf(1))).toEqual([])
  })

  it('that a process left behind is written by the next one', () => {
    const store = room.open()
    for (let number = 0; number < 100; number++)
      store.append({ key: keyOf(number), head: '{}', code: `${number}`, map: null })
    store.close()
    const pack = onlyFile(room.files('pack'))
    const index = onlyFile(room.files('index'))
    unlinkSync(index.path)
    // The writer must be gone: no process has this id.
    const renamed = (path: string): string => path.replace(`-${process.pid}-`, '-9999999999-')
    unlinkSync(pack.path)
    writeFileSync(renamed(pack.path), pack.bytes)
    room.open().close()
    expect(readFileSync(renamed(index.path))).toEqual(index.bytes)
    room.events = []
    room.open()
    expect(room.events).toEqual([expect.objectContaining({ source: 'index', records: 100 })])
  })
})

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // Gone already.
  }
}
