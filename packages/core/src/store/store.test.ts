import { existsSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { CacheKey } from '../key/cache-key.ts'
import { keyOf, onlyFile, readCandidates, useStoreTestRoom, withoutMemory } from './store-test-room.ts'

const room = useStoreTestRoom()

describe('store', () => {
  it.each([
    ['ascii', 'export const a = 1;'],
    ['latin1', 'caf\u00e9 \u00ff\u0080'],
    ['utf8', '日本語 → ∀x'],
    ['emoji', '👩‍👩‍👧 🎉'],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', '\udfff'],
    ['nothing', ''],
    ['null', null],
    ['control characters', '\0\u0001\r\n\u2028'],
    ['5 MB', 'x→'.repeat(2_500_000)],
  ])('gives %s back exactly, before and after flush and in a later process', (_name, text) => {
    const record = { key: keyOf(1), head: text ?? '', code: text, map: text }
    const expected = [[text ?? '', text, text]]
    const writing = room.open(withoutMemory)
    writing.append(record)
    expect(readCandidates(writing, record.key)).toEqual(expected)
    writing.flush()
    expect(readCandidates(writing, record.key)).toEqual(expected)
    expect(readCandidates(room.open(), record.key)).toEqual(expected)
  })

  it.each([
    ['short', 'caf\u00e9 \0'],
    ['long', '\u00ff0'.repeat(300_000)],
    ['nothing', null],
  ])('gives a %s map as bytes, before and after flush and in a later process', (_name, map) => {
    const writing = room.open(withoutMemory)
    writing.append({ key: keyOf(1), head: '{}', code: null, map })
    const read = (): unknown => {
      const bytes = room.open().candidates(keyOf(1))[0]?.readMapBytes()
      return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('latin1') : bytes
    }
    const [handle] = writing.candidates(keyOf(1))
    const early = handle?.readMapBytes()
    expect(early instanceof Uint8Array ? Buffer.from(early).toString('latin1') : early).toBe(map)
    writing.flush()
    expect(read()).toBe(map)
    // They belong to whoever has asked.
    const mine = room.open().candidates(keyOf(1))[0]?.readMapBytes()
    if (mine instanceof Uint8Array) {
      mine.fill(0)
    }
    expect(read()).toBe(map)
  })

  it('gives no bytes of a map that has other characters', () => {
    const store = room.open()
    store.append({ key: keyOf(1), head: '{}', code: null, map: '→' })
    const missing = { kind: 'missing', reason: 'not-bytes' }
    expect(store.candidates(keyOf(1))[0]?.readMapBytes()).toEqual(missing)
    store.flush()
    const later = room.open()
    expect(later.candidates(keyOf(1))[0]?.readMapBytes()).toEqual(missing)
    expect(later.candidates(keyOf(1))[0]?.readMap()).toBe('→')
  })

  it('creates nothing before the first write', () => {
    const store = room.open()
    expect(store.candidates(keyOf(1))).toEqual([])
    store.flush()
    store.close()
    expect(existsSync(room.directory)).toBe(false)
    expect(room.events).toEqual([])
  })

  it('gives the candidates of a key newest first, over several segments', () => {
    for (const code of ['one', 'two', 'three']) {
      const store = room.open()
      store.append({ key: keyOf(1), head: '{}', code, map: null })
      store.append({ key: keyOf(2), head: '{}', code: `other ${code}`, map: null })
      store.close()
    }
    const store = room.open()
    store.append({ key: keyOf(1), head: '{}', code: 'four', map: null })
    expect(store.candidates(keyOf(1)).map((handle) => handle.readCode())).toEqual([
      'four',
      'three',
      'two',
      'one',
    ])
  })

  it('finds at most the given number of candidates', () => {
    const store = room.open({ maxCandidatesPerKey: 2 })
    for (const code of ['one', 'two', 'three']) store.append({ key: keyOf(1), head: '{}', code, map: null })
    expect(store.candidates(keyOf(1)).map((handle) => handle.readCode())).toEqual(['three', 'two'])
    store.close()
    const later = room.open({ maxCandidatesPerKey: 2 })
    expect(later.candidates(keyOf(1)).map((handle) => handle.readCode())).toEqual(['three', 'two'])
  })

  it('keeps all versions of a table in the order of writing', () => {
    for (const version of ['1', '2']) {
      const store = room.open()
      store.appendTable('files', `version ${version}`)
      store.appendTable('ledger', `ledger ${version}`)
      store.close()
    }
    const store = room.open()
    store.appendTable('files', 'version 3')
    expect(store.readTable('files')).toEqual(['version 1', 'version 2', 'version 3'])
    expect(store.readTable('ledger')).toEqual(['ledger 1', 'ledger 2'])
    expect(store.readTable('unknown')).toEqual([])
    expect(store.readNewestOfTable('files')).toBe('version 3')
    expect(store.readNewestOfTable('ledger')).toBe('ledger 2')
    expect(store.readNewestOfTable('unknown')).toBeNull()
  })

  it('loads an index and says so', () => {
    const writing = room.open()
    for (let number = 0; number < 1000; number++) {
      writing.append({ key: keyOf(number), head: `{"n":${number}}`, code: `code ${number}`, map: null })
    }
    writing.close()
    const pack = basename(onlyFile(room.files('pack')).path)
    const store = room.open()
    expect(room.events).toEqual([
      { kind: 'segment-opened', segment: pack, records: 1000, bytes: expect.any(Number), source: 'index' },
    ])
    for (let number = 0; number < 1000; number++) {
      expect(readCandidates(store, keyOf(number))).toEqual([[`{"n":${number}}`, `code ${number}`, null]])
    }
  })

  it('refuses a key that is not 32 hex digits', () => {
    expect(() => room.open().candidates('short' as CacheKey)).toThrow(TypeError)
  })

  it('does nothing after it was closed', () => {
    const store = room.open()
    store.append({ key: keyOf(1), head: '{}', code: 'a', map: null })
    const [handle] = store.candidates(keyOf(1))
    store.close()
    store.append({ key: keyOf(1), head: '{}', code: 'b', map: null })
    store.flush()
    store.close()
    expect(store.candidates(keyOf(1))).toEqual([])
    expect(handle?.readCode()).toEqual({ kind: 'missing', reason: 'closed' })
  })

  it('serves what was appended from memory, without a file, until it is flushed', () => {
    const store = room.open()
    store.append({ key: keyOf(1), head: '{}', code: 'a', map: null })
    expect(readCandidates(store, keyOf(1))).toEqual([['{}', 'a', null]])
    expect(existsSync(room.directory)).toBe(false)
    store.flush()
    expect(room.files('pack')).toHaveLength(1)
    expect(room.files('index')).toHaveLength(1)
    expect(room.files('tmp')).toHaveLength(0)
  })

  it('writes a long queue behind, before any flush, and serves it all the while', async () => {
    const store = room.open(withoutMemory)
    const code = 'x'.repeat(1024 * 1024)
    for (let number = 0; number < 12; number++)
      store.append({ key: keyOf(number), head: '{}', code: `${number}${code}`, map: null })
    expect(existsSync(room.directory)).toBe(false)
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    expect(room.files('pack')).toHaveLength(1)
    expect(room.files('index')).toHaveLength(0)
    for (let number = 0; number < 12; number++)
      expect(readCandidates(store, keyOf(number))).toEqual([['{}', `${number}${code}`, null]])
  })

  it('gives up a flush that takes too long, and serves what it did not write from memory', () => {
    const store = room.open({ flushDeadline: 0 })
    const code = 'x'.repeat(3 * 1024 * 1024)
    for (let number = 0; number < 3; number++)
      store.append({ key: keyOf(number), head: '{}', code, map: null })
    store.flush()
    expect(room.troubles()).toEqual([{ kind: 'flush-abandoned', lost: 2, milliseconds: expect.any(Number) }])
    for (let number = 0; number < 3; number++)
      expect(readCandidates(store, keyOf(number))).toEqual([['{}', code, null]])
    store.append({ key: keyOf(3), head: '{}', code: 'later', map: null })
    store.close()
    const later = room.open()
    expect([0, 1, 2, 3].map((number) => later.candidates(keyOf(number)).length)).toEqual([1, 0, 0, 1])
  })

  it('leaves the map unread until it is asked for', () => {
    const writing = room.open()
    writing.append({ key: keyOf(1), head: '{}', code: 'a', map: '{"mappings":""}' })
    writing.close()
    const { path, bytes } = onlyFile(room.files('pack'))
    bytes[bytes.length - 1] = 0
    writeFileSync(path, bytes)
    const [handle] = room.open().candidates(keyOf(1))
    expect(handle?.readHead()).toBe('{}')
    expect(handle?.readCode()).toBe('a')
    expect(room.troubles()).toEqual([])
    expect(handle?.readMap()).toEqual({ kind: 'corrupt', part: 'map', reason: 'checksum differs' })
    expect(room.troubles()).toHaveLength(1)
  })

  it('orders candidates and table versions by time of writing, not by segment', () => {
    const early = room.open()
    early.append({ key: keyOf(1), head: '{}', code: 'one', map: null })
    early.appendTable('files', 'one')
    early.flush()
    const late = room.open()
    late.append({ key: keyOf(1), head: '{}', code: 'two', map: null })
    late.appendTable('files', 'two')
    late.flush()
    const now = Date.now()
    while (Date.now() === now);
    early.append({ key: keyOf(1), head: '{}', code: 'three', map: null })
    early.appendTable('files', 'three')
    early.flush()
    const store = room.open()
    expect(store.candidates(keyOf(1)).map((handle) => handle.readCode())).toEqual(['three', 'two', 'one'])
    expect(store.readTable('files')).toEqual(['one', 'two', 'three'])
  })

  it('keeps new candidates first when the clock stands still', () => {
    vi.useFakeTimers({ now: new Date('2030-01-01'), toFake: ['Date'] })
    const codes = Array.from({ length: 8 }, (_, number) => `code ${number}`)
    for (const code of codes) {
      const store = room.open()
      store.append({ key: keyOf(1), head: '{}', code, map: null })
      store.appendTable('files', code)
      store.close()
    }
    vi.useRealTimers()
    const store = room.open()
    expect(store.candidates(keyOf(1)).map((handle) => handle.readCode())).toEqual([...codes].reverse())
    expect(store.readTable('files')).toEqual(codes)
  })

  it('keeps new candidates first when the clock goes back', () => {
    vi.useFakeTimers({ now: new Date('2040-01-01'), toFake: ['Date'] })
    const ahead = room.open()
    ahead.append({ key: keyOf(1), head: '{}', code: 'old', map: null })
    ahead.close()
    vi.setSystemTime(new Date('2020-01-01'))
    const behind = room.open()
    behind.append({ key: keyOf(1), head: '{}', code: 'new', map: null })
    behind.close()
    vi.useRealTimers()
    expect(
      room
        .open()
        .candidates(keyOf(1))
        .map((handle) => handle.readCode()),
    ).toEqual(['new', 'old'])
    const [first, second] = room.files('pack')
    expect(basename(first as string).slice(0, 15) <= basename(second as string).slice(0, 15)).toBe(true)
  })
})
