import fs from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { fingerprintOf } from '../key/cache-key.ts'
import type { Query } from './answer.ts'
import { key, outcomeOf, questionAt, readEarly, readLate, useCacheTestRoom } from './cache-test-room.ts'

const room = useCacheTestRoom()
const { folder } = room

/** What a new process finds under a key. */
function findAnew(name = 'question', query: Partial<Query> = {}): unknown {
  const cache = room.open()
  return room.build(cache, () => outcomeOf(room.find(cache, key(name), query)))
}

describe('find', () => {
  it('gives back what was kept, in the same build and in another process', () => {
    const cache = room.open()
    const hit = {
      kind: 'hit',
      inputs: [],
      ledger: expect.any(String),
      payload: 'P',
      code: 'let a',
      map: '{}',
    }
    room.build(cache, () => {
      room.keep(cache, { payload: 'P', code: 'let a', map: '{}' })
    })
    const next = room.open()
    expect(room.build(next, () => room.find(next, key('question')))).toEqual(hit)
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
    expect(room.find(cache, key('question')).kind).toBe('miss')
  })

  it.each<[string, string, string, () => void]>([
    ['an edited file', 'file src/tokens.css', 'changed', () => folder.write('src/tokens.css', 'b')],
    ['a deleted file', 'file src/tokens.css', 'disappeared', () => fs.rmSync(folder.at('src/tokens.css'))],
    ['a file that appeared', 'file src/none.css', 'appeared', () => folder.write('src/none.css', '')],
    ['a new name in a folder', 'directory src', 'changed', () => folder.write('src/new.css', '')],
    [
      'another value in the environment',
      'env REKINDLE_TEST',
      'changed',
      () => vi.stubEnv('REKINDLE_TEST', 'b'),
    ],
  ])('misses, with the name of the input, after %s', (_what, input, change, act) => {
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
    act()
    const reason = findAnew()
    vi.unstubAllEnvs()
    expect(reason).toEqual({ kind: 'input-changed', input, change, through: 'src/app.css' })
  })

  it('compares what only the bundler knows', () => {
    const cache = room.open()
    const state = fingerprintOf('map')
    room.build(cache, () => {
      room.keep(cache, { contextInputs: [{ kind: 'context', name: 'combined-map', state, through: null }] })
    })
    const stale = {
      kind: 'input-changed',
      input: 'context combined-map',
      change: 'changed',
      through: 'src/app.css',
    }
    expect(findAnew('question', { contextState: () => state })).toBe('code')
    expect(findAnew('question', { contextState: () => fingerprintOf('other') })).toEqual(stale)
    expect(findAnew()).toEqual(stale)
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
    expect(findAnew()).toEqual({
      kind: 'input-changed',
      input: 'file tokens.css',
      change: 'changed',
      through: 'src/app.css',
    })
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
      expect(findAnew()).toEqual({
        kind: 'input-changed',
        input: 'file tokens.css',
        change: 'changed',
        through: 'src/app.css',
      })
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
      expect(outcomeOf(room.find(cache, key('question')))).toBe('code')
      folder.write('tokens.css', 'b')
      // One look per build: what a build has seen stays true for it.
      expect(outcomeOf(room.find(cache, key('question')))).toBe('code')
    })
    room.build(cache, () => {
      expect(room.find(cache, key('question')).kind).toBe('miss')
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

describe('the reason of a miss', () => {
  const at = (changes: Parameters<typeof questionAt>[1]) => ({ question: questionAt(folder.path, changes) })

  /** Why another question of the same module has no answer in a later process. */
  function reasonFor(changes: Parameters<typeof questionAt>[1]): unknown {
    room.build(room.open(), () => undefined)
    return findAnew('other', { ...at(changes), toolchainChanges: (before, now) => [before, now] })
  }

  it.each<[string, Parameters<typeof questionAt>[1], unknown]>([
    ['other code', { code: 'b {}' }, { kind: 'content-changed' }],
    ['other tools', { toolchain: 'new' }, { kind: 'toolchain-changed', changed: ['tools', 'new'] }],
    [
      'other options',
      { options: 'x', userKey: '2' },
      { kind: 'question-changed', changed: ['userKey', 'options'] },
    ],
    ['another plugin by that name', { plugin: 'new' }, { kind: 'question-changed', changed: ['plugin'] }],
    ['the same, when the result is gone', {}, { kind: 'evicted' }],
    ['another module', { id: '/elsewhere.css' }, { kind: 'new' }],
    ['another hook', { hook: 'load' }, { kind: 'new' }],
    ['another plugin', { asker: 'vite:css 1' }, { kind: 'new' }],
    ['another environment', { environment: 'ssr' }, { kind: 'new' }],
  ])('of %s', (_what, changes, reason) => {
    const cache = room.open()
    room.build(cache, () => room.keep(cache, {}))
    expect(reasonFor(changes)).toEqual(reason)
  })

  it('tells the last of several questions', () => {
    const cache = room.open()
    room.build(cache, () => room.keep(cache, at({ toolchain: 'old' })))
    room.build(cache, () => room.keep(cache, at({ toolchain: 'newer' })))
    expect(reasonFor({ toolchain: 'newest' })).toEqual({
      kind: 'toolchain-changed',
      changed: ['newer', 'newest'],
    })
  })
})

describe('questions that only the bundler can answer', () => {
  it('are asked one after the other, in the order in which they were recorded', () => {
    const names = ['resolve a', 'resolve b']
    const state = fingerprintOf('answer')
    const contextInputs = names.map((name) => ({ kind: 'context' as const, name, state, through: null }))
    const cache = room.open()
    room.build(cache, () => room.keep(cache, { contextInputs }))
    const known = new Set<string>()
    const contextState = (name: string) => (known.has(name) ? state : 'pending')
    expect(findAnew('question', { contextState })).toEqual({ kind: 'pending', input: 'resolve a' })
    known.add('resolve a')
    expect(findAnew('question', { contextState })).toEqual({ kind: 'pending', input: 'resolve b' })
    known.add('resolve b')
    expect(findAnew('question', { contextState })).toBe('code')
  })

  it('are not asked while another input is known to differ', () => {
    const file = folder.write('tokens.css', 'a')
    const contextInputs = [
      { kind: 'context' as const, name: 'resolve a', state: fingerprintOf('answer'), through: null },
    ]
    const cache = room.open()
    room.build(cache, () => room.keep(cache, { inputs: [readLate(file)], contextInputs }))
    folder.write('tokens.css', 'b')
    const asked: string[] = []
    findAnew('question', {
      contextState(name) {
        asked.push(name)
        return 'pending'
      },
    })
    expect(asked).toEqual([])
  })
})
