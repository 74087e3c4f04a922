import fs from 'node:fs'
import path from 'node:path'
import { openStore, type StoreEvent } from '@rekindle/core'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { setImmutable, whyNoImmutableFolder } from '../kit/faults/immutable-folder.ts'
import { SmallDisk, whyNoMount } from '../kit/faults/small-disk.ts'
import { expectedOutput, runStoreBuild } from '../kit/store/store-build.ts'
import { StoreProcesses } from '../kit/store/store-process.ts'

const processes = new StoreProcesses()
afterAll(() => processes.dispose())

const noMount = whyNoMount()
const modules = 300

function mountDisk(kilobytes: number): SmallDisk {
  const disk = new SmallDisk(kilobytes)
  onTestFinished(() => disk.dispose())
  return disk
}

function troublesOf(events: readonly StoreEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.kind === 'segment-opened') return []
    return [`${event.kind} ${'code' in event ? event.code : ''}`.trim()]
  })
}

describe.skipIf(noMount !== null)(`a disk of its own (skipped where ${noMount ?? 'there is none'})`, () => {
  test.each([40, 100, 400])('that is full after %d KB ends the writing with one event', async (kilobytes) => {
    const job = { directory: path.join(mountDisk(kilobytes).folder, 'cache'), modules, flushEvery: 20 }
    const cold = await processes.run(job)
    expect(cold.outcome).toMatchObject({ output: expectedOutput(job), wrong: [], stored: modules })
    expect(troublesOf(cold.outcome?.events ?? [])).toEqual(['write-failed ENOSPC'])
    // What got onto the disk is of use; the rest is made again.
    const warm = await processes.run(job)
    expect(warm.outcome).toMatchObject({ output: expectedOutput(job), wrong: [] })
    expect(warm.outcome?.hits).toBeGreaterThanOrEqual(cold.flushed)
    expect(warm.outcome?.hits).toBeLessThan(modules)
  })

  test('that somebody else fills is no harm to the tidying up, which loses nothing', async () => {
    const disk = mountDisk(2000)
    const job = { directory: path.join(disk.folder, 'cache'), modules: 100 }
    await processes.run(job)
    // Eviction has to copy what stays before it can remove anything.
    fillDisk(disk.folder)
    const evicting = await runStoreBuild(openStore, { ...job, limits: { maxEntries: 60 } })
    expect(evicting).toMatchObject({ output: expectedOutput(job), wrong: [], hits: 100 })
    expect(troublesOf(evicting.events)).toEqual(['usage-lost ENOSPC', 'write-failed ENOSPC'])
    const later = await runStoreBuild(openStore, { ...job, isReadOnly: true })
    expect(later).toMatchObject({ output: expectedOutput(job), wrong: [], hits: 100 })
  })

  test('that is read-only is read, and one event says that nothing is kept', async () => {
    const disk = mountDisk(4000)
    const job = { directory: path.join(disk.folder, 'cache'), modules: 100 }
    await processes.run(job)
    disk.makeReadOnly()
    const more = { ...job, modules: 120 }
    const { outcome } = await processes.run(more)
    expect(outcome).toMatchObject({ output: expectedOutput(more), wrong: [], hits: 100, stored: 20 })
    expect(troublesOf(outcome?.events ?? [])).toEqual(['write-failed EROFS'])
    const unchanged = await processes.run(job)
    expect(unchanged.outcome).toMatchObject({ output: expectedOutput(job), hits: 100 })
    expect(troublesOf(unchanged.outcome?.events ?? [])).toEqual(['usage-lost EROFS'])
    const declared = await processes.run({ ...more, isReadOnly: true })
    expect(declared.outcome).toMatchObject({ output: expectedOutput(more), hits: 100 })
    expect(troublesOf(declared.outcome?.events ?? [])).toEqual([])
  })
})

const noImmutable = whyNoImmutableFolder(processes.folder)

describe.skipIf(noImmutable !== null)(
  `a folder that nobody may change (skipped where ${noImmutable ?? 'none is'})`,
  () => {
    test('from the middle of a build on ends the writing with one event', async () => {
      const job = { directory: path.join(processes.folder, 'frozen'), modules, flushEvery: 10 }
      let isDone = false
      // In this process: the moment has to be met.
      const outcome = await runStoreBuild(openStore, job, (flushed) => {
        if (flushed < 100 || isDone) return
        isDone = true
        const [version = ''] = fs.readdirSync(job.directory)
        setImmutable(path.join(job.directory, version), true)
        onTestFinished(() => setImmutable(path.join(job.directory, version), false))
      })
      expect(outcome).toMatchObject({ output: expectedOutput(job), wrong: [] })
      expect(troublesOf(outcome.events)).toEqual(['write-failed EPERM'])
      const later = await runStoreBuild(openStore, { ...job, isReadOnly: true })
      expect(later).toMatchObject({ output: expectedOutput(job), wrong: [] })
      expect(later.hits).toBeGreaterThanOrEqual(100)
    })
  },
)

function fillDisk(folder: string): void {
  const descriptor = fs.openSync(path.join(folder, 'others'), 'w')
  try {
    for (;;) fs.writeSync(descriptor, Buffer.alloc(4096))
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC')
  } finally {
    fs.closeSync(descriptor)
  }
}

// Modes don't hold for root: as root the build runs as another user, otherwise the mode is taken away.
const isRoot = process.getuid?.() === 0
const nobody = 65_534

describe.skipIf(process.platform === 'win32')('a folder that belongs to somebody else (POSIX modes)', () => {
  test('is read, and one event says that nothing is kept', async () => {
    const directory = path.join(processes.folder, 'forbidden')
    const job = { directory, modules: 100 }
    await processes.run(job)
    const [version = ''] = fs.readdirSync(directory)
    fs.chmodSync(path.join(directory, version), 0o555)
    onTestFinished(() => fs.chmodSync(path.join(directory, version), 0o755))
    const more = { ...job, modules: 120 }
    const { outcome, printed } = await processes.run(more, isRoot ? { uid: nobody } : {})
    expect(printed).toBe('')
    expect(outcome).toMatchObject({ output: expectedOutput(more), wrong: [], hits: 100, stored: 20 })
    expect(troublesOf(outcome?.events ?? [])).toEqual(['write-failed EACCES'])
  })

  test('that can not even be read is an empty cache', async () => {
    const directory = path.join(processes.folder, 'hidden')
    const job = { directory, modules: 30 }
    await processes.run(job)
    const [version = ''] = fs.readdirSync(directory)
    for (const file of fs.readdirSync(path.join(directory, version)))
      fs.chmodSync(path.join(directory, version, file), 0o000)
    fs.chmodSync(path.join(directory, version), 0o555)
    onTestFinished(() => fs.chmodSync(path.join(directory, version), 0o755))
    const { outcome } = await processes.run(job, isRoot ? { uid: nobody } : {})
    expect(outcome).toMatchObject({ output: expectedOutput(job), wrong: [], hits: 0 })
    expect(troublesOf(outcome?.events ?? [])).toEqual(['segment-skipped EACCES', 'write-failed EACCES'])
  })
})
