import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fingerprintOf } from '../key/cache-key.ts'
import { ProjectRoot } from '../key/project-root.ts'
import { useTestFolder } from '../key/test-folder.ts'
import { FingerprintTable } from './fingerprint-table.ts'

const folder = useTestFolder()

/** Makes the clock of this process run so far ahead that files just written count as old. */
const laterMs = 60_000

function createTable(): FingerprintTable {
  return new FingerprintTable(new ProjectRoot(folder.path))
}

/** Counts calls of node:fs; the functions themselves stay. */
function countCalls(method: 'statSync' | 'readFileSync'): () => number {
  const spy = vi.spyOn(fs, method)
  return () => spy.mock.calls.filter(([file]) => String(file).startsWith(folder.path)).length
}

function passTime(ms: number): void {
  const now = Date.now() + ms
  vi.useFakeTimers({ toFake: ['Date'], now })
}

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('fileState', () => {
  it('is the fingerprint of the content, or a word for what is not a file', () => {
    const table = createTable()
    expect(table.fileState(folder.write('a.ts', 'let a'))).toBe(fingerprintOf('let a'))
    expect(table.fileState(folder.path)).toBe('directory')
    expect(table.fileState(folder.at('none.ts'))).toBe('absent')
    expect(table.fileState(folder.at('a.ts/below-a-file'))).toBe('absent')
    expect(table.fileState('\0virtual')).toBe('absent')
  })

  it('looks at a file once per build', () => {
    const file = folder.write('a.ts', 'let a')
    const absent = folder.at('none.ts')
    const table = createTable()
    table.startBuild()
    table.fileState(file)
    table.fileState(absent)
    const stats = countCalls('statSync')
    expect([table.fileState(file), table.fileState(absent)]).toEqual([fingerprintOf('let a'), 'absent'])
    expect(stats()).toBe(0)
    table.startBuild()
    table.fileState(file)
    table.fileState(absent)
    expect(stats()).toBeGreaterThan(0)
  })

  it('does not read a settled file again, in this process or the next', () => {
    const file = folder.write('a.ts', 'let a')
    passTime(laterMs)
    const table = createTable()
    table.fileState(file)
    const rows = table.takeFreshRows()
    const reads = countCalls('readFileSync')
    table.startBuild()
    expect(table.fileState(file)).toBe(fingerprintOf('let a'))
    const next = createTable()
    next.addRows(rows ?? '')
    expect(next.fileState(file)).toBe(fingerprintOf('let a'))
    expect(reads()).toBe(0)
    expect(next.takeFreshRows()).toBeNull()
  })

  it('sees an edit that keeps the size and puts the time of modification back', () => {
    const file = folder.write('a.ts', 'let a')
    const { atime, mtime } = fs.statSync(file)
    passTime(laterMs)
    const table = createTable()
    table.fileState(file)
    fs.writeFileSync(file, 'let b')
    fs.utimesSync(file, atime, mtime)
    table.startBuild()
    expect(table.fileState(file)).toBe(fingerprintOf('let b'))
  })

  it('sees a file that another one has replaced by its name', () => {
    const file = folder.write('a.ts', 'let a')
    const { atime, mtime } = fs.statSync(file)
    const other = folder.write('b.ts', 'let b')
    fs.utimesSync(other, atime, mtime)
    passTime(laterMs)
    const table = createTable()
    table.fileState(file)
    fs.renameSync(other, file)
    table.startBuild()
    expect(table.fileState(file)).toBe(fingerprintOf('let b'))
  })

  it('reads a touched file again and finds it unchanged', () => {
    const file = folder.write('a.ts', 'let a')
    passTime(laterMs)
    const table = createTable()
    table.fileState(file)
    fs.utimesSync(file, new Date(0), new Date(1000))
    table.startBuild()
    expect(table.fileState(file)).toBe(fingerprintOf('let a'))
    expect(JSON.parse(table.takeFreshRows() ?? '')).toHaveLength(1)
  })

  it('does not trust the stat of a file that has just changed', () => {
    const file = folder.write('a.ts', 'let a')
    const table = createTable()
    table.fileState(file)
    expect(table.takeFreshRows()).toBeNull()
    const reads = countCalls('readFileSync')
    table.startBuild()
    table.fileState(file)
    expect(reads()).toBe(1)
  })

  it('does not trust a file whose time of modification lies ahead', () => {
    const file = folder.write('a.ts', 'let a')
    passTime(laterMs)
    fs.utimesSync(file, new Date(), new Date(Date.now() + 3_600_000))
    const table = createTable()
    expect(table.fileState(file)).toBe(fingerprintOf('let a'))
    expect(table.takeFreshRows()).toBeNull()
  })

  it('does not trust any file while the clock is behind', () => {
    const file = folder.write('a.ts', 'let a')
    passTime(-3_600_000)
    const table = createTable()
    expect(table.fileState(file)).toBe(fingerprintOf('let a'))
    expect(table.takeFreshRows()).toBeNull()
  })

  it('drops the row of a file that was settled and is racy now', () => {
    const file = folder.write('a.ts', 'let a')
    passTime(laterMs)
    const table = createTable()
    table.fileState(file)
    vi.useRealTimers()
    fs.writeFileSync(file, 'let b')
    table.startBuild()
    expect(table.fileState(file)).toBe(fingerprintOf('let b'))
    const reads = countCalls('readFileSync')
    table.startBuild()
    table.fileState(file)
    expect(reads()).toBe(1)
  })

  // Windows has no pipes among its files.
  it.skipIf(process.platform === 'win32')('does not read a pipe, which might never end', () => {
    execFileSync('mkfifo', [folder.at('pipe')])
    const table = createTable()
    expect(table.fileState(folder.at('pipe'))).toBe('special')
    expect(table.observeFile(folder.at('pipe'), 0)).toEqual({ kind: 'unstable' })
  })
})

describe('addRows', () => {
  it('leaves out rows that are damaged, and keeps the others', () => {
    const file = folder.write('a.ts', 'let a')
    passTime(laterMs)
    const writer = createTable()
    writer.fileState(file)
    const good: unknown = JSON.parse(writer.takeFreshRows() ?? '')[0]
    const [name, ...rest] = good as unknown[]
    const damaged = [null, 7, [], [name], [1, ...rest], [name, ...rest.slice(0, -1), 'no fingerprint'], {}]
    const table = createTable()
    table.addRows(JSON.stringify([...damaged, good]))
    const reads = countCalls('readFileSync')
    expect(table.fileState(file)).toBe(fingerprintOf('let a'))
    expect(reads()).toBe(0)
  })

  it('takes any text without failing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        createTable().addRows(text)
      }),
    )
  })

  it('does not believe a row with the stat of another state of the file', () => {
    const file = folder.write('a.ts', 'let a')
    passTime(laterMs)
    const { size, mtimeMs, ctimeMs, ino } = fs.statSync(file)
    const wrong = fingerprintOf('wrong')
    for (const row of [
      ['a.ts', size + 1, mtimeMs, ctimeMs, ino, wrong],
      ['a.ts', size, mtimeMs + 1, ctimeMs, ino, wrong],
      ['a.ts', size, mtimeMs, ctimeMs + 1, ino, wrong],
      ['a.ts', size, mtimeMs, ctimeMs, ino + 1, wrong],
    ]) {
      const table = createTable()
      table.addRows(JSON.stringify([row]))
      expect(table.fileState(file)).toBe(fingerprintOf('let a'))
    }
  })
})

describe('listingState', () => {
  it('changes with the names and types in a folder, not with content', () => {
    folder.write('pages/a.ts', '1')
    const states: string[] = []
    const look = (): number => states.push(createTable().listingState(folder.at('pages')))
    look()
    folder.write('pages/a.ts', '2')
    look()
    folder.write('pages/b.ts', '')
    look()
    fs.rmSync(folder.at('pages/b.ts'))
    fs.mkdirSync(folder.at('pages/b.ts'))
    look()
    fs.rmSync(folder.at('pages'), { recursive: true })
    look()
    expect(states[1]).toBe(states[0])
    expect(new Set(states).size).toBe(4)
    expect(states.at(-1)).toBe('absent')
  })

  it('is looked up once per build', () => {
    const table = createTable()
    const before = table.listingState(folder.path)
    folder.write('new.ts', '')
    expect(table.listingState(folder.path)).toBe(before)
    table.startBuild()
    expect(table.listingState(folder.path)).not.toBe(before)
  })
})

describe('observeFile', () => {
  it('is stable for a file that did not change after it was read', () => {
    const file = folder.write('a.ts', 'let a')
    const readAtMs = Date.now() + 1000
    expect(createTable().observeFile(file, readAtMs)).toEqual({
      kind: 'stable',
      state: fingerprintOf('let a'),
    })
  })

  it('is unstable for a file that changed after it was read', () => {
    const readAtMs = Date.now() - 1000
    const file = folder.write('a.ts', 'let a')
    expect(createTable().observeFile(file, readAtMs)).toEqual({ kind: 'unstable' })
  })

  it('is unstable for a file whose change was followed by a false time of modification', () => {
    const readAtMs = Date.now() - 1000
    const file = folder.write('a.ts', 'let a')
    fs.utimesSync(file, new Date(0), new Date(0))
    expect(createTable().observeFile(file, readAtMs)).toEqual({ kind: 'unstable' })
  })

  it('sees a change between its last look and the end of a call that may have read the file later', () => {
    const file = folder.write('a.ts', 'let a')
    const table = createTable()
    const startedAtMs = fs.statSync(file).ctimeMs + 30
    while (Date.now() <= startedAtMs) {
      // Some milliseconds.
    }
    expect(table.observeFile(file, startedAtMs)).toEqual({ kind: 'stable', state: fingerprintOf('let a') })
    folder.write('a.ts', 'let b')
    expect(table.observeFile(file, startedAtMs)).toEqual({ kind: 'unstable' })
  })

  it('is unstable for a file that appeared after it was found absent', () => {
    const table = createTable()
    expect(table.observeFile(folder.at('a.ts'), Date.now())).toEqual({ kind: 'stable', state: 'absent' })
    folder.write('a.ts', '')
    expect(table.observeFile(folder.at('a.ts'), Date.now() - 1000)).toEqual({ kind: 'unstable' })
  })

  it('is unstable for a file that was deleted after it was read', () => {
    const file = folder.write('a.ts', 'let a')
    const readAtMs = Date.now() + 20
    passTime(1000)
    const table = createTable()
    expect(table.observeFile(file, readAtMs).kind).toBe('stable')
    fs.rmSync(file)
    table.startBuild()
    expect(table.observeFile(file, readAtMs)).toEqual({ kind: 'unstable' })
    passTime(1000)
    expect(table.observeFile(file, Date.now())).toEqual({ kind: 'stable', state: 'absent' })
  })

  it('looks at the disk again, and its answer holds for the rest of the build', () => {
    const file = folder.write('a.ts', 'let a')
    const table = createTable()
    table.fileState(file)
    fs.writeFileSync(file, 'let b')
    expect(table.fileState(file)).toBe(fingerprintOf('let a'))
    table.observeFile(file, Date.now() + 1000)
    expect(table.fileState(file)).toBe(fingerprintOf('let b'))
  })

  it('lets a file be looked at again once it was unstable', () => {
    const file = folder.write('a.ts', 'let a')
    const table = createTable()
    table.fileState(file)
    fs.writeFileSync(file, 'let b')
    table.observeFile(file, Date.now() - 1000)
    expect(table.fileState(file)).toBe(fingerprintOf('let b'))
  })
})

describe('observeListing', () => {
  it('is unstable for a folder that got a file after it was listed', () => {
    const readAtMs = Date.now() - 1000
    folder.write('pages/a.ts', '')
    expect(createTable().observeListing(folder.at('pages'), readAtMs)).toEqual({ kind: 'unstable' })
    expect(createTable().observeListing(folder.at('pages'), Date.now() + 1000).kind).toBe('stable')
  })

  it('is unstable for a folder that was deleted after it was listed', () => {
    folder.write('pages/a.ts', '')
    const readAtMs = Date.now() + 20
    passTime(1000)
    const table = createTable()
    expect(table.observeListing(folder.at('pages'), readAtMs).kind).toBe('stable')
    fs.rmSync(folder.at('pages'), { recursive: true })
    expect(table.observeListing(folder.at('pages'), readAtMs)).toEqual({ kind: 'unstable' })
  })
})

describe('envState', () => {
  it('tells an empty variable from one that is not set', () => {
    const table = createTable()
    vi.stubEnv('REKINDLE_TEST', '')
    expect(table.envState('REKINDLE_TEST')).toBe(fingerprintOf(''))
    vi.stubEnv('REKINDLE_TEST', undefined)
    expect(table.envState('REKINDLE_TEST')).toBe('absent')
  })
})
