import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CacheKey } from '../key/cache-key.ts'
import { openStore, type Store, type StoreOptions } from './store.ts'
import type { StoreEvent } from './store-event.ts'

let parent: string
let directory: string
let events: StoreEvent[]
const opened: Store[] = []

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'rekindle-store-'))
  directory = join(parent, 'cache')
  events = []
})

afterEach(() => {
  for (const store of opened.splice(0)) store.close()
  rmSync(parent, { recursive: true, force: true })
})

function open(options: Partial<StoreOptions> = {}): Store {
  const store = openStore({ directory, onEvent: (event) => events.push(event), ...options })
  opened.push(store)
  return store
}

function keyOf(number: number): CacheKey {
  return number.toString(16).padStart(8, '0').padEnd(32, '7') as CacheKey
}

function readAll(store: Store, key: CacheKey): unknown[] {
  return store.candidates(key).map((handle) => [handle.readHead(), handle.readCode(), handle.readMap()])
}

const noMemory = { maxBytes: 0, maxEntries: 0 }

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
    const writing = open({ memory: noMemory })
    writing.append(record)
    expect(readAll(writing, record.key)).toEqual(expected)
    writing.flush()
    expect(readAll(writing, record.key)).toEqual(expected)
    expect(readAll(open(), record.key)).toEqual(expected)
  })

  it('creates nothing before the first write', () => {
    const store = open()
    expect(store.candidates(keyOf(1))).toEqual([])
    store.flush()
    store.close()
    expect(existsSync(directory)).toBe(false)
    expect(events).toEqual([])
  })

  it('gives the candidates of a key newest first, over several segments', () => {
    for (const code of ['one', 'two', 'three']) {
      const store = open()
      store.append({ key: keyOf(1), head: '{}', code, map: null })
      store.append({ key: keyOf(2), head: '{}', code: `other ${code}`, map: null })
      store.close()
    }
    const store = open()
    store.append({ key: keyOf(1), head: '{}', code: 'four', map: null })
    expect(store.candidates(keyOf(1)).map((handle) => handle.readCode())).toEqual([
      'four',
      'three',
      'two',
      'one',
    ])
  })

  it('finds at most the given number of candidates', () => {
    const store = open({ maxCandidatesPerKey: 2 })
    for (const code of ['one', 'two', 'three']) store.append({ key: keyOf(1), head: '{}', code, map: null })
    expect(store.candidates(keyOf(1)).map((handle) => handle.readCode())).toEqual(['three', 'two'])
    store.close()
    const later = open({ maxCandidatesPerKey: 2 })
    expect(later.candidates(keyOf(1)).map((handle) => handle.readCode())).toEqual(['three', 'two'])
  })

  it('keeps all versions of a table in the order of writing', () => {
    for (const version of ['1', '2']) {
      const store = open()
      store.appendTable('files', `version ${version}`)
      store.appendTable('ledger', `ledger ${version}`)
      store.close()
    }
    const store = open()
    store.appendTable('files', 'version 3')
    expect(store.readTable('files')).toEqual(['version 1', 'version 2', 'version 3'])
    expect(store.readTable('ledger')).toEqual(['ledger 1', 'ledger 2'])
    expect(store.readTable('unknown')).toEqual([])
  })

  it('loads an index and says so', () => {
    const writing = open()
    for (let number = 0; number < 1000; number++) {
      writing.append({ key: keyOf(number), head: `{"n":${number}}`, code: `code ${number}`, map: null })
    }
    writing.close()
    const [pack] = readdirSync(join(directory, 'v1')).filter((file) => file.endsWith('.pack'))
    const store = open()
    expect(events).toEqual([
      { kind: 'segment-opened', segment: pack, records: 1000, bytes: expect.any(Number), source: 'index' },
    ])
    for (let number = 0; number < 1000; number++) {
      expect(readAll(store, keyOf(number))).toEqual([[`{"n":${number}}`, `code ${number}`, null]])
    }
  })

  it('refuses a key that is not 32 hex digits', () => {
    expect(() => open().candidates('short' as CacheKey)).toThrow(TypeError)
  })

  it('does nothing after it was closed', () => {
    const store = open()
    store.append({ key: keyOf(1), head: '{}', code: 'a', map: null })
    const [handle] = store.candidates(keyOf(1))
    store.close()
    store.append({ key: keyOf(1), head: '{}', code: 'b', map: null })
    store.flush()
    store.close()
    expect(store.candidates(keyOf(1))).toEqual([])
    expect(handle?.readCode()).toEqual({ kind: 'missing', reason: 'closed' })
  })
})
