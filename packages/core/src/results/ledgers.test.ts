import fs from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { key, outcomeOf, readEarly, readLate, useCacheTestRoom } from './cache-test-room.ts'
import type { ResultCache } from './result-cache.ts'

const room = useCacheTestRoom()
const { folder } = room

/** What a new process finds under the keys. */
function findAnew(...names: string[]): unknown[] {
  const cache = room.open()
  return room.build(cache, () => names.map((name) => outcomeOf(room.find(cache, key(name)))))
}

/** Why an entry is stale whose ledger was never written. */
const unfinished = {
  kind: 'input-changed',
  input: 'what the plugin remembers',
  change: 'unfinished',
  through: 'src/app.css',
}

function remember(cache: ResultCache, ...files: string[]): void {
  cache.memoryOf(room.family).remember(
    files.map((file) => readLate(folder.at(file))),
    Date.now(),
    folder.at('src/first.css'),
  )
}

describe('what a plugin keeps in memory', () => {
  it('is an input of all results of its family, also of those made before it was read', () => {
    folder.write('tsconfig.json', '1')
    const cache = room.open()
    room.build(cache, () => {
      room.keep(cache, { key: key('before') })
      remember(cache, 'tsconfig.json')
      room.keep(cache, { key: key('after') })
    })
    expect(findAnew('before', 'after')).toEqual(['code', 'code'])
    folder.write('tsconfig.json', '2')
    const stale = {
      kind: 'input-changed',
      input: 'file tsconfig.json',
      change: 'changed',
      through: 'src/first.css',
    }
    expect(findAnew('before', 'after')).toEqual([stale, stale])
    folder.write('tsconfig.json', '1')
    expect(findAnew('before', 'after')).toEqual(['code', 'code'])
  })

  it('is no input of another family', () => {
    folder.write('tsconfig.json', '1')
    const cache = room.open()
    room.build(cache, () => {
      remember(cache, 'tsconfig.json')
      room.keep(cache, { key: key('other'), family: `other ${room.family}` })
    })
    folder.write('tsconfig.json', '2')
    expect(findAnew('other')).toEqual(['code'])
  })

  it('counts for later builds of the process too, though nobody reads it again', () => {
    folder.write('tsconfig.json', '1')
    const cache = room.open()
    room.build(cache, () => remember(cache, 'tsconfig.json'))
    room.build(cache, () => room.keep(cache, { key: key('later') }))
    const neighbour = room.open()
    room.build(neighbour, () => room.keep(neighbour, { key: key('neighbour') }))
    expect(findAnew('later', 'neighbour')).toEqual(['code', 'code'])
    folder.write('tsconfig.json', '2')
    const stale = {
      kind: 'input-changed',
      input: 'file tsconfig.json',
      change: 'changed',
      through: 'src/first.css',
    }
    expect(findAnew('later', 'neighbour')).toEqual([stale, stale])
  })

  it('makes results stale that were made from an older state of it than the one on disk', () => {
    const file = folder.write('tsconfig.json', '1')
    const cache = room.open()
    room.build(cache, () => {
      cache.memoryOf(room.family).remember([readEarly(file)], Date.now() - 2000, 'first')
      room.keep(cache, {})
    })
    expect(findAnew('question')).toEqual([unfinished])
  })

  it('makes results stale when it is deleted before the build ends', () => {
    const file = folder.write('tsconfig.json', '1')
    const cache = room.open()
    room.build(cache, () => {
      // Read long enough after the file was written, and yet before it is looked at.
      const readAtMs = fs.statSync(file).ctimeMs + 10
      while (Date.now() <= readAtMs) {
        // Some milliseconds.
      }
      const input = { kind: 'file', name: file, readAtMs, isRead: true } as const
      cache.memoryOf(room.family).remember([input], readAtMs, folder.at('src/first.css'))
      room.keep(cache, {})
      fs.rmSync(file)
    })
    expect(findAnew('question')).toEqual([unfinished])
  })

  it('makes the results of a build stale that has crashed before it could tell', async () => {
    const crashed = room.open()
    crashed.startBuild()
    // Enough for the store to write before the end.
    room.keep(crashed, { code: 'x'.repeat(9 * 1024 * 1024) })
    for (let turns = 0; turns < 10; turns++) {
      await turn()
    }
    expect(findAnew('question')).toEqual([unfinished])
  })

  it('is told once per group of overlapping builds, at its end', () => {
    folder.write('tsconfig.json', '1')
    const cache = room.open()
    cache.startBuild()
    cache.startBuild()
    room.keep(cache, { key: key('one') })
    cache.endBuild()
    remember(cache, 'tsconfig.json')
    cache.endBuild()
    expect(findAnew('one')).toEqual(['code'])
    folder.write('tsconfig.json', '2')
    expect(findAnew('one')).toEqual([
      {
        kind: 'input-changed',
        input: 'file tsconfig.json',
        change: 'changed',
        through: 'src/first.css',
      },
    ])
  })
})
