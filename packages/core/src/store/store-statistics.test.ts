import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { versionFolderName } from './format-version.ts'
import { removeStore } from './remove-store.ts'
import { readStoreStatistics } from './store-statistics.ts'
import { keyOf, useStoreTestRoom } from './store-test-room.ts'

const room = useStoreTestRoom()

afterEach(() => {
  vi.useRealTimers()
})

function storeEntries(time: string, ...numbers: number[]): void {
  vi.useFakeTimers({ now: new Date(time), toFake: ['Date'] })
  const store = room.open()
  for (const number of numbers) {
    store.append({ key: keyOf(number), head: '{}', code: `code ${number}`, map: null })
  }
  store.appendTable('files', '[]')
  store.close()
}

function sizeOfFolder(): number {
  const folder = join(room.directory, versionFolderName)
  return readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
}

describe('readStoreStatistics', () => {
  it('counts results, segments and bytes, and tells the times', () => {
    storeEntries('2030-01-01', 1, 2)
    storeEntries('2031-01-01', 3)
    expect(readStoreStatistics(room.directory)).toEqual({
      formatVersion: 2,
      segments: 2,
      entries: 3,
      bytes: sizeOfFolder(),
      newestAt: Date.parse('2031-01-01'),
      oldestAt: Date.parse('2030-01-01'),
    })
  })

  it('is null where there is no cache', () => {
    expect(readStoreStatistics(room.directory)).toBeNull()
    mkdirSync(join(room.directory, versionFolderName), { recursive: true })
    writeFileSync(join(room.directory, versionFolderName, 'notes.txt'), 'mine')
    expect(readStoreStatistics(room.directory)).toBeNull()
    expect(readStoreStatistics(join(room.directory, versionFolderName, 'notes.txt'))).toBeNull()
  })

  it('counts what can be read of a damaged cache', () => {
    storeEntries('2030-01-01', 1)
    writeFileSync(
      join(room.directory, versionFolderName, '000000000000001-1-00000000-0123456789abcdef.pack'),
      'damaged',
    )
    expect(readStoreStatistics(room.directory)).toMatchObject({ segments: 2, entries: 1 })
  })

  it('tells no times of a cache without results', () => {
    storeEntries('2030-01-01')
    expect(readStoreStatistics(room.directory)).toMatchObject({ entries: 0, newestAt: null, oldestAt: null })
  })
})

describe('removeStore', () => {
  it('removes all files of the store, and the folders', () => {
    storeEntries('2030-01-01', 1)
    const files = readdirSync(join(room.directory, versionFolderName)).length
    expect(removeStore(room.directory)).toEqual({ removed: files, failed: [], generation: null })
    expect(readdirSync(room.parent)).toEqual([])
    expect(removeStore(room.directory)).toBeNull()
  })

  it('leaves every other file alone', () => {
    storeEntries('2030-01-01', 1)
    writeFileSync(join(room.directory, versionFolderName, 'notes.txt'), 'mine')
    writeFileSync(join(room.directory, 'readme.md'), 'mine')
    mkdirSync(join(room.directory, 'v3'))
    mkdirSync(join(room.directory, 'vendor'))
    removeStore(room.directory)
    expect(readdirSync(room.directory).sort()).toEqual(['readme.md', versionFolderName, 'vendor'])
    expect(readdirSync(join(room.directory, versionFolderName))).toEqual(['notes.txt'])
  })

  it('removes the files of other format versions as well', () => {
    storeEntries('2030-01-01', 1)
    const name = '000000000000001-1-00000000-0123456789abcdef'
    mkdirSync(join(room.directory, 'v7'))
    writeFileSync(join(room.directory, 'v7', `${name}.pack`), '')
    removeStore(room.directory)
    expect(readdirSync(room.parent)).toEqual([])
  })

  it('does not disturb a store that is open', () => {
    const store = room.open()
    store.append({ key: keyOf(1), head: '{}', code: 'code', map: null })
    store.flush()
    removeStore(room.directory)
    expect(store.candidates(keyOf(1))[0]?.readCode()).toBe('code')
    store.append({ key: keyOf(2), head: '{}', code: 'later', map: null })
    store.close()
    expect(room.open().candidates(keyOf(2))[0]?.readCode()).toBe('later')
  })
})
