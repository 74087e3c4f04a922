import fs from 'node:fs'
import path from 'node:path'
import { openStore } from '@rekindle/core'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { expectedOutput, runStoreBuild, type StoreBuildJob } from '../kit/store/store-build.ts'
import { StoreProcesses } from '../kit/store/store-process.ts'

const processes = new StoreProcesses()
afterAll(() => processes.dispose())

const isNightly = process.env.REKINDLE_NIGHTLY === '1'
const kills = isNightly ? 2000 : 50

/** So many builds are killed on one folder, one after the other, before the next folder. */
const killsPerFolder = 20
const modules = 60

/** Two of the folders at a time, on any machine. */
const lanes = 2

interface Point {
  /** Where in the steps of a build, from 0 to 1. */
  readonly at: number
  readonly share: number
}

const seed = Number(process.env.REKINDLE_SEED ?? Date.now() % 2 ** 31)
/** Evenly spread: numbers that favour the ends would kill nearly all at the first or the last step. */
const share = fc.noBias(fc.integer({ min: 0, max: 999_999 })).map((millionths) => millionths / 1_000_000)
const points = fc.sample(fc.record<Point>({ at: share, share }), { numRuns: kills, seed })

async function countSteps(job: StoreBuildJob): Promise<number> {
  const countFile = path.join(processes.folder, `steps-${path.basename(job.directory)}`)
  const fault = { folder: job.directory, step: 0, share: 0, countFile }
  expect((await processes.run(job, { fault })).outcome?.output).toBe(expectedOutput(job))
  return Number(fs.readFileSync(countFile, 'utf8'))
}

/** Kills one build after the other on one folder; after each, everything that can be read is right. */
async function killBuilds(
  name: string,
  chosen: readonly Point[],
  job: Partial<StoreBuildJob>,
): Promise<void> {
  const directory = path.join(processes.folder, name)
  const base = { directory, modules, flushEvery: 5, ...job }
  const steps = await countSteps({ ...base, version: 1000 })
  for (const [version, { at, share }] of chosen.entries()) {
    const build = { ...base, version }
    const step = 1 + Math.floor(at * (steps - 1))
    const fault = { folder: directory, step, share }
    const end = await processes.run(build, { fault })
    const context = `seed ${seed}, ${name}, build ${version}, step ${step} of ${steps}, share ${share}`
    // A build that begins another segment, or finds nothing to tidy up, has fewer steps, and ends by itself.
    if (end.outcome === null) expect(end.signal, `${context}: ${end.printed}`).toBe('SIGKILL')
    killed += end.outcome === null ? 1 : 0

    const found = await runStoreBuild(openStore, { ...build, isReadOnly: true })
    expect(found.wrong, context).toEqual([])
    expect(found.output, context).toBe(expectedOutput(build))
    // At most the unflushed work is lost; where limits apply, also what had to go.
    if (job.limits === undefined) expect(found.hits, context).toBeGreaterThanOrEqual(end.flushed)
    for (const event of found.events) kinds.add(event.kind === 'segment-opened' ? event.source : event.kind)
  }
  const last = await runStoreBuild(openStore, { ...base, version: 0 })
  expect(last.output).toBe(expectedOutput({ ...base, version: 0 }))
}

let killed = 0
/** What the openings after the kills told. */
const kinds = new Set<string>()

describe(`${kills} builds that are killed at any step of their writing (seed ${seed})`, () => {
  test('leave nothing wrong, and lose at most what was not flushed', async () => {
    const folders = Array.from({ length: Math.ceil(kills / killsPerFolder) }, (_, folder) => folder)
    const lane = async (number: number): Promise<void> => {
      for (const folder of folders.filter((each) => each % lanes === number)) {
        const chosen = points.slice(folder * killsPerFolder, (folder + 1) * killsPerFolder)
        // Every other folder is small, so that builds are killed while they evict and rewrite as well.
        const limits = folder % 4 < 2 ? {} : { limits: { maxBytes: 400_000 } }
        await killBuilds(`folder-${folder}`, chosen, limits)
      }
    }
    await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
    expect(killed).toBeGreaterThan(kills * 0.8)
    // The event log says what happened: segments without an index were scanned, and nothing was found damaged.
    expect([...kinds].sort()).toEqual(expect.arrayContaining(['index', 'index-and-scan', 'scan']))
    expect([...kinds].filter((kind) => !['index', 'index-and-scan', 'scan'].includes(kind))).toEqual([])
  })
})
