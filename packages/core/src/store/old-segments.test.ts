import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { versionFolderName } from './format-version.ts'
import type { Store } from './store.ts'
import { keyOf, onlyFile, readCandidates, useStoreTestRoom, withoutMemory } from './store-test-room.ts'

const room = useStoreTestRoom()

async function closed(store: Store): Promise<void> {
  store.close()
  await store.settled()
}

function writeSegment(number: number, code: string): void {
  const store = room.open()
  store.append({ key: keyOf(number), head: '{}', code, map: null })
  store.close()
}

/** Makes all segments look like those of processes that have ended: no process has this id. */
function endWriters(): void {
  for (const path of [...room.files('pack'), ...room.files('index')]) {
    renameSync(path, path.replace(`-${process.pid}-`, '-9999999999-'))
  }
}

describe('rewriting', () => {
  it('merges the small segments of ended processes when there are many', async () => {
    for (let number = 0; number < 40; number++) writeSegment(number % 20, `code ${number}`)
    const table = room.open()
    table.appendTable('files', 'one')
    table.close()
    endWriters()
    const before = room.open(withoutMemory)
    const expected = Array.from({ length: 20 }, (_, number) => readCandidates(before, keyOf(number)))
    room.events = []
    await closed(room.open())
    expect(room.troubles()).toEqual([expect.objectContaining({ kind: 'compacted', records: 41 })])
    expect(room.files('pack')).toHaveLength(1)
    expect(room.files('index')).toHaveLength(1)
    const after = room.open(withoutMemory)
    expect(Array.from({ length: 20 }, (_, number) => readCandidates(after, keyOf(number)))).toEqual(expected)
    expect(expected[3]).toEqual([
      ['{}', 'code 23', null],
      ['{}', 'code 3', null],
    ])
    expect(after.readTable('files')).toEqual(['one'])
    // Who had them open reads on.
    expect(Array.from({ length: 20 }, (_, number) => readCandidates(before, keyOf(number)))).toEqual(expected)
  })

  it('that was cut short leaves records twice, found once', async () => {
    for (let number = 0; number < 40; number++) writeSegment(1, `code ${number}`)
    endWriters()
    const saved = room.files('pack').map((path) => ({ path, bytes: readFileSync(path) }))
    await closed(room.open({ maxCandidatesPerKey: 100 }))
    for (const { path, bytes } of saved) writeFileSync(path, bytes)
    const store = room.open({ maxCandidatesPerKey: 100 })
    expect(store.candidates(keyOf(1)).map((handle) => handle.readCode())).toEqual(
      Array.from({ length: 40 }, (_, number) => `code ${39 - number}`),
    )
  })

  it('leaves the segments of running processes alone', async () => {
    const running = Array.from({ length: 40 }, (_, number) => {
      const store = room.open()
      store.append({ key: keyOf(number), head: '{}', code: 'code', map: null })
      store.flush()
      return store
    })
    await closed(room.open())
    expect(room.files('pack')).toHaveLength(40)
    expect(room.troubles()).toEqual([])
    for (const store of running) await closed(store)
    expect(room.files('pack').length).toBeLessThan(32)
  })

  it('removes what can no longer be found', () => {
    for (let number = 0; number < 60; number++) writeSegment(1, `code ${number}`.repeat(100))
    endWriters()
    room.open().prune()
    const [only, ...others] = room.files('pack')
    expect(others).toEqual([])
    // Eight candidates of one key are kept.
    expect(statSync(only as string).size).toBeLessThan(9 * 1000)
    expect(room.open().candidates(keyOf(1))).toHaveLength(8)
  })

  it('removes a segment in which nothing is intact', async () => {
    writeSegment(1, 'one')
    endWriters()
    const [path = ''] = room.files('pack')
    writeFileSync(path, Buffer.alloc(5000, 1))
    room.open().prune()
    expect(room.files('pack')).toEqual([])
    expect(room.files('index')).toEqual([])
  })
})

describe('another format version', () => {
  it('is a miss; the files of older ones are removed, and nothing else', () => {
    writeSegment(1, 'one')
    const pack = onlyFile(room.files('pack'))
    const index = onlyFile(room.files('index'))
    // Version 1 had no generation in its names.
    const firstName = basename(pack.path).replace('-00000000-', '-')
    for (const folder of ['v1', 'v3', 'vault', '0']) {
      mkdirSync(join(room.directory, folder))
      writeFileSync(join(room.directory, folder, firstName), pack.bytes)
      writeFileSync(join(room.directory, folder, basename(index.path)), index.bytes)
    }
    mkdirSync(join(room.directory, 'v00'))
    writeFileSync(join(room.directory, 'v00', basename(pack.path)), pack.bytes)
    writeFileSync(join(room.directory, 'v00', 'notes.pack'), 'not ours')
    room.events = []
    room.open()
    expect(room.troubles()).toEqual([
      { kind: 'purged', folder: 'v00', files: 1 },
      { kind: 'purged', folder: 'v1', files: 2 },
    ])
    expect(readdirSync(room.directory).sort()).toEqual(['0', 'v00', versionFolderName, 'v3', 'vault'])
    expect(readdirSync(join(room.directory, 'v00'))).toEqual(['notes.pack'])
    expect(readdirSync(join(room.directory, 'v3'))).toHaveLength(2)
  })

  it('in the header of a segment is a miss', () => {
    writeSegment(1, 'one')
    const { path, bytes } = onlyFile(room.files('pack'))
    bytes.writeUInt32LE(3, 8)
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 12)), 12)
    writeFileSync(path, bytes)
    room.events = []
    expect(room.open().candidates(keyOf(1))).toEqual([])
    expect(room.events).toEqual([
      { kind: 'segment-skipped', segment: basename(path), reason: 'foreign-version', code: null },
    ])
  })
})

describe('leftovers', () => {
  it('are removed when they are old, and only by our own names', () => {
    writeSegment(1, 'one')
    const { path } = onlyFile(room.files('index'))
    const folder = join(room.directory, versionFolderName)
    const names = {
      orphan: '000000000000001-1-00000000-0123456789abcdef.index',
      oldTemporary: `${basename(path)}.01234567.tmp`,
      newTemporary: `${basename(path)}.76543210.tmp`,
      oldEmpty: '000000000000002-1-00000000-0123456789abcdef.pack',
      foreign: 'something.tmp',
      foreignPack: 'notes.pack',
    }
    for (const name of Object.values(names)) writeFileSync(join(folder, name), '')
    const yesterday = Date.now() / 1000 - 86_400
    for (const name of Object.values(names)) {
      if (name !== names.newTemporary) utimesSync(join(folder, name), yesterday, yesterday)
    }
    room.open()
    expect(
      Object.entries(names)
        .filter(([, name]) => existsSync(join(folder, name)))
        .map(([what]) => what),
    ).toEqual(['newTemporary', 'foreign', 'foreignPack'])
  })
})
