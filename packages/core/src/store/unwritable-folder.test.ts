import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { versionFolderName } from './format-version.ts'
import { keyOf, readCandidates, useStoreTestRoom, withoutMemory } from './store-test-room.ts'

const room = useStoreTestRoom()

function recordOf(number: number): { key: ReturnType<typeof keyOf>; head: string; code: string; map: null } {
  return { key: keyOf(number), head: '{}', code: `code ${number}`, map: null }
}

describe('a folder that cannot be written', () => {
  it('costs one event, and what is appended is served from memory', () => {
    writeFileSync(room.directory, 'a file where the folder should be')
    const store = room.open()
    expect(store.candidates(keyOf(1))).toEqual([])
    store.append(recordOf(1))
    store.flush()
    store.append(recordOf(2))
    store.flush()
    expect(readCandidates(store, keyOf(1))).toEqual([['{}', 'code 1', null]])
    expect(readCandidates(store, keyOf(2))).toEqual([['{}', 'code 2', null]])
    store.close()
    expect(room.events).toEqual([
      {
        kind: 'write-failed',
        code: expect.stringMatching(/^(EEXIST|ENOTDIR)$/),
        message: expect.any(String),
        lost: 1,
      },
    ])
  })

  it('forgets what the memory tier lets go of', () => {
    writeFileSync(room.directory, '')
    const store = room.open({ memory: { maxBytes: 10_000_000, maxEntries: 2 } })
    for (let number = 0; number < 4; number++) store.append(recordOf(number))
    store.flush()
    expect(readCandidates(store, keyOf(3))).toEqual([['{}', 'code 3', null]])
    const [handle] = store.candidates(keyOf(0))
    expect(handle?.readHead()).toEqual({ kind: 'missing', reason: 'not-kept' })
    expect(store.candidates(keyOf(0))).toEqual([])
    expect(room.events).toHaveLength(1)
  })

  it.skipIf(!existsSync('/proc/self'))('is met below /proc, too', () => {
    const store = room.open({ directory: '/proc/rekindle-store-test' })
    store.append(recordOf(1))
    store.close()
    expect(room.events).toEqual([expect.objectContaining({ kind: 'write-failed', lost: 1 })])
  })

  // The superuser writes whatever the permissions say; as one `unwritable-disks.test.ts` builds as another user.
  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('is read all the same', () => {
    const writing = room.open()
    writing.append(recordOf(1))
    writing.close()
    const folder = join(room.directory, versionFolderName)
    chmodSync(folder, 0o555)
    room.events = []
    const store = room.open(withoutMemory)
    expect(readCandidates(store, keyOf(1))).toEqual([['{}', 'code 1', null]])
    store.append(recordOf(2))
    store.close()
    chmodSync(folder, 0o755)
    expect(room.troubles()).toEqual([expect.objectContaining({ kind: 'write-failed', code: 'EACCES' })])
  })
})

describe('a folder that is deleted while it is in use', () => {
  it('is read on through the open segments and created again by the next write', () => {
    const before = room.open()
    before.append(recordOf(1))
    before.close()
    const store = room.open(withoutMemory)
    store.append(recordOf(2))
    store.flush()
    rmSync(room.directory, { recursive: true })
    expect(readCandidates(store, keyOf(1))).toEqual([['{}', 'code 1', null]])
    expect(readCandidates(store, keyOf(2))).toEqual([['{}', 'code 2', null]])
    store.append(recordOf(3))
    store.flush()
    expect(readCandidates(store, keyOf(2))).toEqual([['{}', 'code 2', null]])
    expect(readCandidates(store, keyOf(3))).toEqual([['{}', 'code 3', null]])
    store.close()
    const later = room.open(withoutMemory)
    expect(readCandidates(later, keyOf(2))).toEqual([])
    expect(readCandidates(later, keyOf(3))).toEqual([['{}', 'code 3', null]])
    expect(room.troubles()).toEqual([])
  })

  it('stays deleted when nothing more is written', () => {
    const store = room.open()
    store.append(recordOf(1))
    store.flush()
    rmSync(room.directory, { recursive: true })
    store.close()
    expect(existsSync(room.directory)).toBe(false)
    expect(room.troubles()).toEqual([])
  })

  it('is not created again when the folder around it has gone as well', () => {
    const project = join(room.parent, 'project')
    mkdirSync(project)
    const store = room.open({ directory: join(project, 'cache') })
    store.append(recordOf(1))
    store.flush()
    rmSync(project, { recursive: true })
    store.append(recordOf(2))
    store.flush()
    store.append(recordOf(3))
    store.close()
    expect(existsSync(project)).toBe(false)
    expect(room.troubles()).toEqual([
      { kind: 'write-failed', code: 'ENOENT', message: expect.any(String), lost: 1 },
    ])
  })
})
