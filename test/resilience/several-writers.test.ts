import fs from 'node:fs'
import path from 'node:path'
import { openStore } from '@rekindle/core'
import { afterAll, describe, expect, test } from 'vitest'
import { runStoreBuild, type StoreBuildJob } from '../kit/store/store-build.ts'
import { StoreProcesses } from '../kit/store/store-process.ts'

const processes = new StoreProcesses()
afterAll(() => processes.dispose())

const isNightly = process.env.REKINDLE_NIGHTLY === '1'
const seconds = isNightly ? 180 : 8
const maxBytes = 2_000_000
const harmless = new Set(['segment-opened', 'evicted', 'compacted', 'purged'])

describe('four processes on one cache', () => {
  test(`that write and evict at once for ${seconds} s never see a wrong value`, async () => {
    const directory = path.join(processes.folder, 'shared')
    const job = (writer: number): StoreBuildJob => ({
      directory,
      modules: 120,
      // Every other version is one that a neighbour builds as well.
      version: writer * 2,
      flushEvery: 30,
      repeatFor: seconds * 1000,
      limits: { maxBytes, policy: writer % 2 === 0 ? 'lru' : 'lfu' },
    })
    const ends = await Promise.all([0, 1, 2, 3].map((writer) => processes.run(job(writer))))
    for (const { code, printed, outcome } of ends) {
      expect(code, printed).toBe(0)
      expect(outcome?.wrong).toEqual([])
      expect(outcome?.events.filter(({ kind }) => !harmless.has(kind))).toEqual([])
      // Everybody has had something of what is stored, and had to store something.
      expect(outcome?.hits).toBeGreaterThan(0)
      expect(outcome?.stored).toBeGreaterThan(0)
    }
    const evictions = ends.flatMap(
      ({ outcome }) => outcome?.events.filter(({ kind }) => kind === 'evicted') ?? [],
    )
    expect(evictions.length).toBeGreaterThan(0)
    expect(sizeOf(directory)).toBeLessThan(maxBytes * 1.5)

    // Who comes afterwards, alone, finds a whole cache, and leaves it within its limit.
    const after = await runStoreBuild(openStore, { directory, modules: 120, limits: { maxBytes } })
    expect(after.wrong).toEqual([])
    expect(after.events.filter(({ kind }) => !harmless.has(kind))).toEqual([])
    expect(sizeOf(directory)).toBeLessThan(maxBytes * 1.05)
  })
})

function sizeOf(directory: string): number {
  const files = fs.readdirSync(directory, { recursive: true, encoding: 'utf8' })
  return files.reduce((sum, file) => sum + fs.statSync(path.join(directory, file)).size, 0)
}
