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
import { keyOf, onlyFile, readCandidates, useStoreTestRoom, withoutMemory } from './store-test-room.ts'

const room = useStoreTestRoom()

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

describe('eviction', () => {
  it('removes the oldest segments until four fifths of the limit are left', () => {
    for (let number = 0; number < 10; number++) {
      writeSegment(number, String(number).repeat(10_000))
      const now = Date.now()
      while (Date.now() === now);
    }
    const packs = room.files('pack').map((path) => basename(path))
    const bytes = statSync(room.files('pack')[0] as string).size
    room.events = []
    const store = room.open({ maxBytes: bytes * 9 })
    expect(room.troubles()).toEqual([{ kind: 'evicted', segments: packs.slice(0, 3), bytes: bytes * 3 }])
    expect(readCandidates(store, keyOf(2))).toEqual([])
    expect(readCandidates(store, keyOf(3))).toHaveLength(1)
    expect(room.files('index')).toHaveLength(7)
  })

  it('leaves the reader of an evicted segment and its writer undisturbed', () => {
    const other = room.open(withoutMemory)
    other.append({ key: keyOf(1), head: '{}', code: 'one', map: null })
    other.flush()
    room.open({ maxBytes: 0 })
    expect(room.files('pack')).toEqual([])
    expect(readCandidates(other, keyOf(1))).toEqual([['{}', 'one', null]])
    other.append({ key: keyOf(2), head: '{}', code: 'two', map: null })
    other.close()
    expect(readCandidates(room.open(), keyOf(2))).toEqual([['{}', 'two', null]])
  })

  it('bounds what one process writes', () => {
    const store = room.open({ maxBytes: 4 * 1024 * 1024 })
    const code = 'x'.repeat(300_000)
    for (let number = 0; number < 60; number++) {
      store.append({ key: keyOf(number), head: '{}', code, map: null })
      store.flush()
    }
    store.close()
    const bytes = room.files('pack').reduce((sum, path) => sum + statSync(path).size, 0)
    expect(bytes).toBeLessThan(6 * 1024 * 1024)
    expect(room.events.filter((event) => event.kind === 'evicted').length).toBeGreaterThan(0)
  })
})

describe('compaction', () => {
  it('merges the small segments of ended processes when there are many', () => {
    for (let number = 0; number < 40; number++) writeSegment(number % 20, `code ${number}`)
    const table = room.open()
    table.appendTable('files', 'one')
    table.close()
    endWriters()
    const before = room.open(withoutMemory)
    const expected = Array.from({ length: 20 }, (_, number) => readCandidates(before, keyOf(number)))
    room.events = []
    room.open().close()
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

  it('that was cut short leaves records twice, found once', () => {
    for (let number = 0; number < 40; number++) writeSegment(1, `code ${number}`)
    endWriters()
    const saved = room.files('pack').map((path) => ({ path, bytes: readFileSync(path) }))
    room.open({ maxCandidatesPerKey: 100 }).close()
    for (const { path, bytes } of saved) writeFileSync(path, bytes)
    const store = room.open({ maxCandidatesPerKey: 100 })
    expect(store.candidates(keyOf(1)).map((handle) => handle.readCode())).toEqual(
      Array.from({ length: 40 }, (_, number) => `code ${39 - number}`),
    )
  })

  it('leaves the segments of running processes alone', () => {
    for (let number = 0; number < 40; number++) writeSegment(number, 'code')
    room.open().close()
    expect(room.files('pack')).toHaveLength(40)
  })
})

describe('another format version', () => {
  it('is a miss; the files of an older one are removed, and nothing else', () => {
    writeSegment(1, 'one')
    const pack = onlyFile(room.files('pack'))
    const index = onlyFile(room.files('index'))
    for (const folder of ['v0', 'v2', 'vault', '0']) {
      mkdirSync(join(room.directory, folder))
      writeFileSync(join(room.directory, folder, basename(pack.path)), pack.bytes)
      writeFileSync(join(room.directory, folder, basename(index.path)), index.bytes)
    }
    mkdirSync(join(room.directory, 'v00'))
    writeFileSync(join(room.directory, 'v00', basename(pack.path)), pack.bytes)
    writeFileSync(join(room.directory, 'v00', 'notes.pack'), 'not ours')
    room.events = []
    room.open()
    expect(room.troubles()).toEqual([
      { kind: 'purged', folder: 'v0', files: 2 },
      { kind: 'purged', folder: 'v00', files: 1 },
    ])
    expect(readdirSync(room.directory).sort()).toEqual(['0', 'v00', 'v1', 'v2', 'vault'])
    expect(readdirSync(join(room.directory, 'v00'))).toEqual(['notes.pack'])
    expect(readdirSync(join(room.directory, 'v2'))).toHaveLength(2)
  })

  it('in the header of a segment is a miss', () => {
    writeSegment(1, 'one')
    const { path, bytes } = onlyFile(room.files('pack'))
    bytes.writeUInt32LE(2, 8)
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
    const folder = join(room.directory, 'v1')
    const names = {
      orphan: '000000000000001-1-0123456789abcdef.index',
      oldTemporary: `${basename(path)}.01234567.tmp`,
      newTemporary: `${basename(path)}.76543210.tmp`,
      oldEmpty: '000000000000002-1-0123456789abcdef.pack',
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
