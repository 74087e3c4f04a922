import fs from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Session } from './session.ts'
import { key, noContext, outcomeOf, readEarly, readLate, useSessionTestRoom } from './session-test-room.ts'

const room = useSessionTestRoom()
const { folder } = room

/** What a new process finds under the keys. */
function findAnew(...names: string[]): unknown[] {
  const session = room.open()
  return room.build(session, () => names.map((name) => outcomeOf(session.find(key(name), noContext))))
}

function remember(session: Session, ...files: string[]): void {
  session.memoryOf(room.family).remember(
    files.map((file) => readLate(folder.at(file))),
    Date.now(),
  )
}

describe('what a plugin keeps in memory', () => {
  it('is an input of all results of its family, also of those made before it was read', () => {
    folder.write('tsconfig.json', '1')
    const session = room.open()
    room.build(session, () => {
      room.keep(session, { key: key('before') })
      remember(session, 'tsconfig.json')
      room.keep(session, { key: key('after') })
    })
    expect(findAnew('before', 'after')).toEqual(['code', 'code'])
    folder.write('tsconfig.json', '2')
    const stale = { kind: 'input-changed', input: 'file tsconfig.json' }
    expect(findAnew('before', 'after')).toEqual([stale, stale])
    folder.write('tsconfig.json', '1')
    expect(findAnew('before', 'after')).toEqual(['code', 'code'])
  })

  it('is no input of another family', () => {
    folder.write('tsconfig.json', '1')
    const session = room.open()
    room.build(session, () => {
      remember(session, 'tsconfig.json')
      room.keep(session, { key: key('other'), family: `other ${room.family}` })
    })
    folder.write('tsconfig.json', '2')
    expect(findAnew('other')).toEqual(['code'])
  })

  it('counts for later builds of the process too, though nobody reads it again', () => {
    folder.write('tsconfig.json', '1')
    const session = room.open()
    room.build(session, () => remember(session, 'tsconfig.json'))
    room.build(session, () => room.keep(session, { key: key('later') }))
    const neighbour = room.open()
    room.build(neighbour, () => room.keep(neighbour, { key: key('neighbour') }))
    expect(findAnew('later', 'neighbour')).toEqual(['code', 'code'])
    folder.write('tsconfig.json', '2')
    const stale = { kind: 'input-changed', input: 'file tsconfig.json' }
    expect(findAnew('later', 'neighbour')).toEqual([stale, stale])
  })

  it('makes results stale that were made from an older state of it than the one on disk', () => {
    const file = folder.write('tsconfig.json', '1')
    const session = room.open()
    room.build(session, () => {
      session.memoryOf(room.family).remember([readEarly(file)], Date.now() - 2000)
      room.keep(session, {})
    })
    expect(findAnew('question')).toEqual([{ kind: 'input-changed', input: 'an unfinished build' }])
  })

  it('makes results stale when it is deleted before the build ends', () => {
    const file = folder.write('tsconfig.json', '1')
    const session = room.open()
    room.build(session, () => {
      // Read long enough after the file was written, and yet before it is looked at.
      const readAtMs = fs.statSync(file).ctimeMs + 10
      while (Date.now() <= readAtMs) {
        // Some milliseconds.
      }
      const input = { kind: 'file', name: file, readAtMs, isRead: true } as const
      session.memoryOf(room.family).remember([input], readAtMs)
      room.keep(session, {})
      fs.rmSync(file)
    })
    expect(findAnew('question')).toEqual([{ kind: 'input-changed', input: 'an unfinished build' }])
  })

  it('makes the results of a build stale that has crashed before it could tell', async () => {
    const crashed = room.open()
    crashed.startBuild()
    // Enough for the store to write before the end.
    room.keep(crashed, { code: 'x'.repeat(9 * 1024 * 1024) })
    for (let turns = 0; turns < 10; turns++) {
      await turn()
    }
    expect(findAnew('question')).toEqual([{ kind: 'input-changed', input: 'an unfinished build' }])
  })

  it('is told once per group of overlapping builds, at its end', () => {
    folder.write('tsconfig.json', '1')
    const session = room.open()
    session.startBuild()
    session.startBuild()
    room.keep(session, { key: key('one') })
    session.endBuild()
    remember(session, 'tsconfig.json')
    session.endBuild()
    expect(findAnew('one')).toEqual(['code'])
    folder.write('tsconfig.json', '2')
    expect(findAnew('one')).toEqual([{ kind: 'input-changed', input: 'file tsconfig.json' }])
  })
})
