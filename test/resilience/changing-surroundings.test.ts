import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore, type StoreEvent } from '@rekindle/core'
import { afterAll, describe, expect, test } from 'vitest'
import { expectedOutput, runStoreBuild, type StoreBuildJob } from '../kit/store/store-build.ts'
import { StoreProcesses } from '../kit/store/store-process.ts'

const processes = new StoreProcesses()
afterAll(() => processes.dispose())

const year = 365 * 24 * 60 * 60 * 1000
const kindsOf = (events: readonly StoreEvent[]): string[] =>
  events.map(({ kind }) => kind).filter((kind) => kind !== 'segment-opened')

function folderFor(name: string): string {
  return path.join(processes.folder, name)
}

describe('a clock', () => {
  test('that is set back and forth between builds changes nothing', async () => {
    const job = { directory: folderFor('clock'), modules: 50 }
    await processes.run(job)
    for (const clockOffset of [year, -year, 10 * year, 0, -20 * year, 0]) {
      const { outcome } = await processes.run({ ...job, clockOffset })
      expect(outcome).toMatchObject({ output: expectedOutput(job), hits: 50, wrong: [] })
      expect(kindsOf(outcome?.events ?? [])).toEqual([])
    }
  })

  test('that was ahead does not make limits remove what was used just now', async () => {
    const directory = folderFor('ahead')
    await processes.run({ directory, modules: 40, version: 1, clockOffset: 10 * year })
    const limits = { maxAge: year / 12, maxEntries: 80 }
    for (const version of [2, 3, 3]) await processes.run({ directory, modules: 40, version, limits })
    const kept = await runStoreBuild(openStore, { directory, modules: 40, version: 3, isReadOnly: true })
    expect(kept).toMatchObject({ hits: 40, wrong: [] })
  })
})

describe('a cache folder in the middle of a build', () => {
  const modules = 100

  async function buildWhile(
    name: string,
    act: (directory: string) => void,
    again = false,
  ): Promise<{ kinds: string[]; later: number }> {
    const job: StoreBuildJob = { directory: folderFor(name), modules, flushEvery: 10 }
    await processes.run({ ...job, modules: 20 })
    let isDone = false
    const outcome = await runStoreBuild(openStore, job, (flushed) => {
      if (flushed < 50 || (isDone && !again)) return
      isDone = true
      act(job.directory)
    })
    expect(outcome).toMatchObject({ output: expectedOutput(job), wrong: [], hits: 20 })
    const later = await runStoreBuild(openStore, { ...job, isReadOnly: true })
    expect(later).toMatchObject({ output: expectedOutput(job), wrong: [] })
    return { kinds: kindsOf(outcome.events), later: later.hits }
  }

  test('that is removed is made anew, and keeps what comes after', async () => {
    const remove = (directory: string): void => fs.rmSync(directory, { recursive: true })
    expect(await buildWhile('removed', remove)).toEqual({ kinds: [], later: 50 })
  })

  test('that is removed again and again harms nothing', async () => {
    const remove = (directory: string): void => fs.rmSync(directory, { recursive: true, force: true })
    expect((await buildWhile('removed-often', remove, true)).kinds).toEqual([])
  })

  test('that is moved away is made anew, and what was moved stays whole', async () => {
    const moved = folderFor('moved-away')
    const { kinds, later } = await buildWhile('moved', (directory) => fs.renameSync(directory, moved))
    expect([kinds, later]).toEqual([[], 50])
    const job = { directory: moved, modules, isReadOnly: true }
    expect(await runStoreBuild(openStore, job)).toMatchObject({ output: expectedOutput(job), hits: 50 })
  })

  test('that is replaced by that of another project is used as it is', async () => {
    const other = folderFor('other-project')
    await processes.run({ directory: other, modules, version: 7 })
    const { kinds, later } = await buildWhile('replaced', (directory) => {
      fs.rmSync(directory, { recursive: true })
      fs.cpSync(other, directory, { recursive: true })
    })
    expect([kinds, later]).toEqual([[], 50])
    const job = { directory: folderFor('replaced'), modules, version: 7, isReadOnly: true }
    expect(await runStoreBuild(openStore, job)).toMatchObject({ output: expectedOutput(job), hits: modules })
  })

  test('that is replaced by a file ends the writing with one event', async () => {
    const { kinds, later } = await buildWhile('a-file', (directory) => {
      fs.rmSync(directory, { recursive: true })
      fs.writeFileSync(directory, '')
    })
    expect([kinds, later]).toEqual([['write-failed'], 0])
  })
})

describe('two versions of the format', () => {
  const builtCore = fileURLToPath(new URL('../../packages/core/dist/index.mjs', import.meta.url))

  /** The package as its next version could be: the same code, another format. */
  function nextCore(): string {
    const source = fs.readFileSync(builtCore, 'utf8')
    const changed = source.replace(
      /\bformatVersion = (\d+)/,
      (_text, version) => `formatVersion = ${Number(version) + 1}`,
    )
    expect(changed).not.toBe(source)
    const file = path.join(processes.folder, 'next-core.mjs')
    fs.symlinkSync(path.join(builtCore, '../../node_modules'), path.join(processes.folder, 'node_modules'))
    fs.writeFileSync(file, changed)
    return file
  }

  test('side by side, in turns and at once, never read each other', async () => {
    const core = nextCore()
    const job = { directory: folderFor('versions'), modules: 60, flushEvery: 10 }
    const next = { ...job, version: 9 }
    await processes.run(job)
    // The newer one removes what the older one has left, and says so.
    const first = await processes.run(next, { core })
    expect(first.outcome).toMatchObject({ output: expectedOutput(next), hits: 0, wrong: [] })
    expect(kindsOf(first.outcome?.events ?? [])).toEqual(['purged'])
    // The older one leaves the newer one's alone.
    const older = await processes.run(job)
    expect(older.outcome).toMatchObject({ output: expectedOutput(job), hits: 0, wrong: [] })
    expect((await processes.run(next, { core })).outcome).toMatchObject({ hits: 60, wrong: [] })

    const both = await Promise.all([
      processes.run({ ...job, repeatFor: 1500 }),
      processes.run({ ...next, repeatFor: 1500 }, { core }),
    ])
    for (const [index, { outcome }] of both.entries()) {
      expect(outcome?.wrong).toEqual([])
      // The newer one may remove a folder in the moment in which the older one writes there: that is told of, as any failure is.
      const usual = ['purged', 'compacted', ...(index === 0 ? ['write-failed'] : [])]
      expect(kindsOf(outcome?.events ?? []).filter((kind) => !usual.includes(kind))).toEqual([])
    }
    expect((await processes.run(next, { core })).outcome).toMatchObject({ hits: 60, wrong: [] })
  })
})
