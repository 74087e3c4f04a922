import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { versionFolderName } from './format-version.ts'
import { currentGeneration, startGeneration } from './generation.ts'
import { removeStore } from './remove-store.ts'
import { keyOf, useStoreTestRoom } from './store-test-room.ts'

const room = useStoreTestRoom()
const record = (number: number) => ({ key: keyOf(number), head: '{}', code: `code ${number}`, map: null })

describe('a new generation', () => {
  it('makes everything before it invisible, and the next opening removes it', () => {
    const store = room.open()
    store.append(record(1))
    store.close()
    expect(startGeneration(room.directory)).toBe(1)
    room.events = []
    const next = room.open()
    expect(next.candidates(keyOf(1))).toEqual([])
    // The segment, its index and the usage file.
    expect(room.events).toEqual([{ kind: 'purged', folder: versionFolderName, files: 3 }])
    next.append(record(2))
    next.close()
    expect(room.open().candidates(keyOf(2))[0]?.readCode()).toBe('code 2')
  })

  it('does not take over what a process that began before still stores', () => {
    const running = room.open()
    running.append(record(1))
    running.flush()
    startGeneration(room.directory)
    running.append(record(2))
    running.flush()
    room.open()
    running.append(record(3))
    running.close()
    expect(running.candidates(keyOf(1))).toEqual([])
    const next = room.open()
    expect([1, 2, 3].flatMap((number) => next.candidates(keyOf(number)))).toEqual([])
  })

  it('has the next number, whoever begins it', () => {
    expect([1, 2, 3].map(() => startGeneration(room.directory))).toEqual([1, 2, 3])
    const files = readdirSync(join(room.directory, versionFolderName))
    expect(files).toEqual(['00000003.generation'])
    expect(currentGeneration(files)).toBe(3)
  })

  it('is begun when a cache can not be removed as a whole', () => {
    const store = room.open()
    store.append(record(1))
    store.close()
    // A folder can't be unlinked.
    const stubborn = join(
      room.directory,
      versionFolderName,
      '000000000000001-1-00000000-0123456789abcdef.pack',
    )
    mkdirSync(stubborn)
    expect(removeStore(room.directory)).toEqual({ removed: 3, failed: [stubborn], generation: 1 })
    expect(currentGeneration(readdirSync(join(room.directory, versionFolderName)))).toBe(1)
  })

  it('goes with the cache', () => {
    startGeneration(room.directory)
    removeStore(room.directory)
    expect(existsSync(room.directory)).toBe(false)
  })
})
