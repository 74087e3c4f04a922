import fs from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import type { InputState } from '../fingerprint/input.ts'
import { fingerprintOf } from '../key/cache-key.ts'
import { key, noContext, outcomeOf, readEarly, readLate, useCacheTestRoom } from './cache-test-room.ts'

const room = useCacheTestRoom()
const { folder } = room

/** What a new process finds under a key. */
function findAnew(name = 'question', context: (name: string) => InputState | 'unknown' = noContext): unknown {
  const cache = room.open()
  return room.build(cache, () => outcomeOf(cache.find(key(name), context)))
}

describe('find', () => {
  it('gives back what was kept, in the same build and in another process', () => {
    const cache = room.open()
    const hit = { kind: 'hit', payload: 'P', code: 'let a', map: '{}' }
    room.build(cache, () => {
      room.keep(cache, { payload: 'P', code: 'let a', map: '{}' })
    })
    const next = room.open()
    expect(room.build(next, () => next.find(key('question'), noContext))).toEqual(hit)
  })

  it('tells a result without code from one with empty code', () => {
    const cache = room.open()
    room.build(cache, () => {
      room.keep(cache, { key: key('none'), code: null })
      room.keep(cache, { key: key('empty'), code: '' })
    })
    expect([findAnew('none'), findAnew('empty')]).toEqual([null, ''])
  })

  it('misses a question that was never asked', () => {
    expect(findAnew()).toEqual({ kind: 'new' })
  })

  it('misses when no build is running', () => {
    const cache = room.open()
    room.build(cache, () => room.keep(cache, {}))
    expect(outcomeOf(cache.find(key('question'), noContext))).toEqual({ kind: 'new' })
  })

  it.each<[string, string, () => void]>([
    ['an edited file', 'file src/tokens.css', () => folder.write('src/tokens.css', 'b')],
    ['a deleted file', 'file src/tokens.css', () => fs.rmSync(folder.at('src/tokens.css'))],
    ['a file that appeared', 'file src/none.css', () => folder.write('src/none.css', '')],
    ['a new name in a folder', 'directory src', () => folder.write('src/new.css', '')],
    ['another value in the environment', 'env REKINDLE_TEST', () => vi.stubEnv('REKINDLE_TEST', 'b')],
  ])('misses, with the name of the input, after %s', (_what, input, change) => {
    folder.write('src/tokens.css', 'a')
    vi.stubEnv('REKINDLE_TEST', 'a')
    const cache = room.open()
    const inputs = [
      readLate(folder.at('src/tokens.css')),
      readLate(folder.at('src/none.css')),
      readLate(folder.at('src'), 'directory'),
      readLate('REKINDLE_TEST', 'env'),
    ]
    room.build(cache, () => room.keep(cache, { inputs }))
    expect(findAnew()).toBe('code')
    change()
    const reason = findAnew()
    vi.unstubAllEnvs()
    expect(reason).toEqual({ kind: 'input-changed', input })
  })

  it('compares what only the bundler knows', () => {
    const cache = room.open()
    const state = fingerprintOf('map')
    room.build(cache, () => {
      room.keep(cache, { contextInputs: [{ kind: 'context', name: 'combined-map', state }] })
    })
    expect(findAnew('question', () => state)).toBe('code')
    expect(findAnew('question', () => fingerprintOf('other'))).toEqual({
      kind: 'input-changed',
      input: 'context combined-map',
    })
    expect(findAnew()).toEqual({ kind: 'input-changed', input: 'context combined-map' })
  })

  it('finds the result of an earlier state when the inputs go back to it', () => {
    const file = folder.write('tokens.css', 'state 0')
    for (const state of [0, 1, 2]) {
      folder.write('tokens.css', `state ${state}`)
      const cache = room.open()
      room.build(cache, () => room.keep(cache, { code: `code ${state}`, inputs: [readLate(file)] }))
    }
    for (const state of [1, 0, 2, 0]) {
      folder.write('tokens.css', `state ${state}`)
      expect(findAnew()).toBe(`code ${state}`)
    }
    folder.write('tokens.css', 'state 3')
    expect(findAnew()).toEqual({ kind: 'input-changed', input: 'file tokens.css' })
  })

  it('prefers the newest of several results that fit', () => {
    for (const code of ['one', 'two']) {
      const cache = room.open()
      room.build(cache, () => room.keep(cache, { code }))
    }
    expect(findAnew()).toBe('two')
  })

  it('verifies the inputs in a copy of the project', () => {
    const file = folder.write('tokens.css', 'a')
    const cache = room.open()
    room.build(cache, () => room.keep(cache, { inputs: [readLate(file)] }))
    const copy = `${folder.path}-copy`
    try {
      fs.cpSync(folder.path, copy, { recursive: true })
      const original = folder.path
      folder.path = copy
      expect(findAnew()).toBe('code')
      folder.write('tokens.css', 'b')
      expect(findAnew()).toEqual({ kind: 'input-changed', input: 'file tokens.css' })
      folder.path = original
      expect(findAnew()).toBe('code')
    } finally {
      fs.rmSync(copy, { recursive: true, force: true })
    }
  })

  it('misses what the disk has damaged', () => {
    const cache = room.open()
    room.build(cache, () => room.keep(cache, { payload: 'the payload' }))
    for (const file of fs.readdirSync(folder.at('.cache/v2'))) {
      const place = folder.at(`.cache/v2/${file}`)
      if (file.endsWith('.pack')) {
        const damaged = fs.readFileSync(place, 'latin1').replace('the payload', 'teh payload')
        fs.writeFileSync(place, damaged, 'latin1')
      }
    }
    expect(findAnew()).toEqual({ kind: 'corrupt' })
    expect(room.events.map(({ kind }) => kind)).toContain('corrupt')
  })
})

describe('keep', () => {
  it('refuses a result when an input changed while it was made', () => {
    const file = folder.write('tokens.css', 'a')
    const cache = room.open()
    const kept = room.build(cache, () => room.keep(cache, { inputs: [readEarly(file)] }))
    expect(kept).toEqual({ kind: 'refused', reason: { kind: 'input-unstable', input: `file ${file}` } })
    expect(findAnew()).toEqual({ kind: 'new' })
  })

  it('refuses a result when a name appeared in a listed folder meanwhile', () => {
    folder.write('src/a.css', '')
    const cache = room.open()
    const input = readEarly(folder.at('src'), 'directory')
    const kept = room.build(cache, () => room.keep(cache, { inputs: [input] }))
    expect(kept.kind).toBe('refused')
  })

  it('refuses an input whose state nobody told', () => {
    const cache = room.open()
    const kept = room.build(cache, () => room.keep(cache, { inputs: [readLate('x', 'context')] }))
    expect(kept.kind).toBe('refused')
  })
})

describe('builds', () => {
  it('look at the disk anew each time', () => {
    const file = folder.write('tokens.css', 'a')
    const cache = room.open()
    room.build(cache, () => room.keep(cache, { inputs: [readLate(file)] }))
    room.build(cache, () => {
      expect(outcomeOf(cache.find(key('question'), noContext))).toBe('code')
      folder.write('tokens.css', 'b')
      // One look per build: what a build has seen stays true for it.
      expect(outcomeOf(cache.find(key('question'), noContext))).toBe('code')
    })
    room.build(cache, () => {
      expect(cache.find(key('question'), noContext).kind).toBe('miss')
    })
  })

  it('may overlap: the cache is closed with the last, and nothing is lost', () => {
    const cache = room.open()
    cache.startBuild()
    cache.startBuild()
    room.keep(cache, { key: key('one') })
    cache.endBuild()
    room.keep(cache, { key: key('two') })
    cache.endBuild()
    expect([findAnew('one'), findAnew('two')]).toEqual(['code', 'code'])
  })

  it('may end more often than they started', () => {
    const cache = room.open()
    cache.endBuild()
    room.build(cache, () => room.keep(cache, {}))
    cache.endBuild()
    expect(findAnew()).toBe('code')
  })

  it('leave nothing behind when they have nothing to keep', () => {
    findAnew()
    expect(fs.existsSync(folder.at('.cache'))).toBe(false)
  })
})

describe('memorize', () => {
  it('remembers the newest text under a name, for other processes too', () => {
    const cache = room.open()
    room.build(cache, () => {
      cache.memorize('closure', 'one')
      cache.memorize('closure', 'two')
      cache.memorize('other', 'three')
    })
    const next = room.open()
    const recalled = room.build(next, () => ['closure', 'other', 'none'].map((name) => next.recall(name)))
    expect(recalled).toEqual(['two', 'three', null])
  })
})
