import fs from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { cacheKeyOf } from '../key/cache-key.ts'
import { ProjectRoot } from '../key/project-root.ts'
import { useTestFolder } from '../key/test-folder.ts'
import { announceSeed } from '../key/test-seed.ts'
import type { TimedInput } from '../results/plugin-memory.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { OwnFolders } from './own-folders.ts'
import { type SnapshotAnswer, SnapshotShelf } from './snapshot-shelf.ts'

const folder = useTestFolder()
const key = cacheKeyOf([['build', '1']])

/** The clock of this process runs so far ahead that files just written count as old. */
function passTime(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
}

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function withShelf<Result>(act: (shelf: SnapshotShelf) => Result): Result {
  const store: Store = openStore({ directory: folder.at('cache') })
  try {
    return act(new SnapshotShelf(new ProjectRoot(folder.at('app')), 'times', store))
  } finally {
    store.close()
  }
}

type Read = readonly [kind: TimedInput['kind'], name: string]

const READS: readonly Read[] = [
  ['file', 'src/a.ts'],
  ['file', 'src/none.ts'],
  ['directory', 'src'],
  ['directory', 'none'],
  ['settings', 'src/package.json'],
  ['place', 'src/a.ts'],
]

function keep(reads: readonly Read[]): void {
  passTime()
  const inputs = reads.map(([kind, name]) => {
    return { kind, name: folder.at(`app/${name}`), readAtMs: Date.now(), isRead: true }
  })
  const ownFolders = new OwnFolders(new ProjectRoot(folder.at('app')))
  const kept = withShelf((shelf) => shelf.keep({ key, inputs, verified: [], ownFolders, text: 'outputs' }))
  expect(kept.kind).toBe('kept')
}

function find(): SnapshotAnswer {
  return withShelf((shelf) => shelf.find(key))
}

function reasonNow(): unknown {
  const answer = find()
  return answer.kind === 'fresh' ? 'fresh' : answer.reason
}

function createApp(): void {
  folder.write('app/src/a.ts', 'let a = 1')
  folder.write('app/src/b.ts', 'let b = 1')
}

describe('a build whose inputs are as they were', () => {
  it('is found without that a file of it is read or a folder listed', () => {
    createApp()
    keep(READS)
    const calls = (['readFileSync', 'readdirSync'] as const).map((method) => vi.spyOn(fs, method))
    const answer = find()
    expect(answer).toMatchObject({ kind: 'fresh', inputs: READS.length })
    expect(answer.kind === 'fresh' && Buffer.from(answer.bytes).toString()).toBe('outputs')
    const looked = calls.flatMap((spy) => spy.mock.calls.map(([file]) => String(file)))
    expect(looked.filter((file) => file.startsWith(folder.at('app')))).toEqual([])
  })

  it('is found where a file was written again with the same content, or a folder has been changed and changed back', () => {
    createApp()
    keep(READS)
    folder.write('app/src/a.ts', 'let a = 1')
    folder.write('app/src/short-lived.ts', '')
    fs.rmSync(folder.at('app/src/short-lived.ts'))
    expect(reasonNow()).toBe('fresh')
  })
})

describe('a build is stale when', () => {
  const changes: readonly (readonly [what: string, input: string, act: () => void])[] = [
    [
      'a file is edited in a folder that stays as it is',
      'file src/a.ts',
      () => {
        folder.write('app/src/a.ts', 'let a = 2')
      },
    ],
    [
      'an edit keeps size and time of a file',
      'file src/a.ts',
      () => {
        const { atime, mtime } = fs.statSync(folder.at('app/src/a.ts'))
        folder.write('app/src/a.ts', 'let a = 3')
        fs.utimesSync(folder.at('app/src/a.ts'), atime, mtime)
      },
    ],
    [
      'a file appears in a folder',
      'directory src',
      () => {
        folder.write('app/src/c.ts', '')
      },
    ],
    [
      'a name is added to a folder that gets its time back',
      'directory src',
      () => {
        const { atime, mtime } = fs.statSync(folder.at('app/src'))
        folder.write('app/src/c.ts', '')
        fs.utimesSync(folder.at('app/src'), atime, mtime)
      },
    ],
    [
      'a file is renamed',
      'directory src',
      () => {
        fs.renameSync(folder.at('app/src/b.ts'), folder.at('app/src/c.ts'))
      },
    ],
    [
      'a file has become a folder',
      'directory src',
      () => {
        fs.rmSync(folder.at('app/src/b.ts'))
        fs.mkdirSync(folder.at('app/src/b.ts'))
      },
    ],
    [
      'another folder stands in its place',
      'file src/a.ts',
      () => {
        folder.write('app/other/a.ts', 'let a = 4')
        fs.renameSync(folder.at('app/src'), folder.at('app/old'))
        fs.renameSync(folder.at('app/other'), folder.at('app/src'))
      },
    ],
    [
      'a file stands in place of a folder',
      'file src/a.ts',
      () => {
        fs.rmSync(folder.at('app/src'), { recursive: true })
        folder.write('app/src', '')
      },
    ],
    [
      'a folder that was not there appears',
      'directory none',
      () => {
        fs.mkdirSync(folder.at('app/none'))
      },
    ],
    [
      'a package.json appears',
      'directory src',
      () => {
        folder.write('app/src/package.json', '{ "type": "commonjs" }')
      },
    ],
  ]
  it.each(changes)('%s', (_, input, act) => {
    createApp()
    keep(READS)
    act()
    expect(reasonNow()).toMatchObject({ kind: 'input-changed', input })
  })

  it('random changes have left another state, and only then', async () => {
    const seed = announceSeed('changes of a snapshot')
    const names = ['a.ts', 'b.ts', 'deep/a.ts', 'deep/c.ts']
    const change = fc.tuple(
      fc.constantFrom('write', 'remove', 'rename', 'touch', 'replaceFolder'),
      fc.constantFrom(...names),
      fc.constantFrom(...names),
      fc.constantFrom('one', 'two'),
    )
    const reads: Read[] = [
      ...names.map((name) => ['file', `src/${name}`] as const),
      ...['src', 'src/deep'].map((name) => ['directory', name] as const),
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (edits) => {
        fs.rmSync(folder.at('app'), { recursive: true, force: true })
        fs.rmSync(folder.at('cache'), { recursive: true, force: true })
        for (const name of ['a.ts', 'b.ts', 'deep/a.ts']) {
          folder.write(`app/src/${name}`, 'one')
        }
        const before = stateOf(names)
        keep(reads)
        // Kernels stamp in ticks; the clock of the process tells that these files are old.
        await delay(12)
        for (const [kind, name, other, content] of edits) {
          edit(kind, folder.at(`app/src/${name}`), folder.at(`app/src/${other}`), content)
        }
        expect(reasonNow() === 'fresh').toBe(stateOf(names) === before)
      }),
      { numRuns: 60, seed },
    )
  })
})

function edit(kind: string, file: string, other: string, content: string): void {
  try {
    switch (kind) {
      case 'write':
        fs.writeFileSync(file, content)
        break
      case 'remove':
        fs.rmSync(file)
        break
      case 'rename':
        fs.renameSync(file, other)
        break
      case 'touch':
        fs.utimesSync(file, new Date(), new Date())
        break
      case 'replaceFolder':
        fs.cpSync(folder.at('app/src'), folder.at('app/copy'), { recursive: true })
        fs.rmSync(folder.at('app/src'), { recursive: true })
        fs.renameSync(folder.at('app/copy'), folder.at('app/src'))
    }
  } catch {
    // Not there any more.
  }
}

/** All that the reads of the test see. */
function stateOf(names: readonly string[]): string {
  const read = (name: string): string | null => {
    try {
      return fs.readFileSync(folder.at(`app/src/${name}`), 'utf8')
    } catch {
      return null
    }
  }
  const list = (name: string): readonly string[] => fs.readdirSync(folder.at(`app/${name}`)).sort()
  return JSON.stringify([names.map(read), list('src'), list('src/deep')])
}
