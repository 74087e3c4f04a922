import fs from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Fault, faultEnvironment } from '../kit/faults/fault.ts'
import { SmallDisk, whyNoMount } from '../kit/faults/small-disk.ts'
import { expectSame, Family } from '../kit/process/family.ts'

const isNightly = process.env.REKINDLE_NIGHTLY === '1'
const faultsPerBundler = isNightly ? 60 : 5
const noMount = whyNoMount()

const families = [
  new Family({ fixture: 'documents', bundler: 'vite', plugins: ['@mdx-js/rollup', 'vite-plugin-svgr'] }),
  new Family({ fixture: 'library', bundler: 'rollup', plugins: ['babel'] }),
].map((app, index) => ({ name: index === 0 ? 'Vite' : 'Rollup', app, folder: cacheOf(app) }))
afterAll(() => {
  for (const { app } of families) app.project.dispose()
})

function cacheOf(app: Family): string {
  return app.project.path('node_modules/.cache/rekindle')
}

/** Steps that a cold build takes in its cache folder. */
async function countSteps(app: Family, folder: string): Promise<number> {
  const countFile = app.project.path('../steps')
  fs.rmSync(folder, { recursive: true, force: true })
  // As in the runs to come: making folders above the cache would be further steps.
  fs.mkdirSync(path.dirname(folder), { recursive: true })
  await app.run({ env: faultEnvironment({ folder, step: 0, share: 0, countFile }) })
  return Number(fs.readFileSync(countFile, 'utf8'))
}

/** Faults at steps spread over all of a cold build. */
async function spreadFaults(app: Family, folder: string, act: Fault['act']): Promise<Fault[]> {
  const steps = await countSteps(app, folder)
  expect(steps).toBeGreaterThan(5)
  return Array.from({ length: faultsPerBundler }, (_, number) => ({
    folder,
    act: act ?? 'die',
    step: 1 + Math.floor((number * (steps - 1)) / Math.max(1, faultsPerBundler - 1)),
    share: (number * 0.37) % 1,
  }))
}

describe.each(families)('a build with $name', ({ app, folder }) => {
  test(`that is killed at ${faultsPerBundler} steps of its writing leaves nothing wrong`, async () => {
    await app.expectDeterminism()
    for (const fault of await spreadFaults(app, folder, 'die')) {
      fs.rmSync(folder, { recursive: true, force: true })
      await expect(app.run({ env: faultEnvironment(fault) })).rejects.toThrow('ended without an outcome')
      // On what the killed one has left: right, without a failure of the cache, and complete.
      await app.build()
      expect(await app.build()).toEqual([])
    }
  })

  test(`that loses its cache folder at ${faultsPerBundler} steps of its writing is right, and so is the next`, async () => {
    const truth = await app.truth()
    for (const fault of await spreadFaults(app, folder, 'remove')) {
      fs.rmSync(folder, { recursive: true, force: true })
      expectSame(await app.run({ env: faultEnvironment(fault) }), truth)
      await app.build()
      expect(await app.build()).toEqual([])
    }
  })

  test.skipIf(noMount !== null)(
    `whose disk is full keeps what fits, and says so (skipped where ${noMount ?? 'there is none'})`,
    async () => {
      const truth = await app.truth()
      fs.rmSync(folder, { recursive: true, force: true })
      for (const kilobytes of [8, 24]) {
        const disk = new SmallDisk(kilobytes)
        onTestFinished(() => disk.dispose())
        fs.rmSync(folder, { force: true })
        fs.symlinkSync(path.join(disk.folder, 'cache'), folder)
        fs.mkdirSync(path.join(disk.folder, 'cache'))
        for (let build = 0; build < 2; build++) {
          const outcome = await app.run()
          expectSame(outcome, truth)
          expect(outcome.report?.failures).toEqual([expect.stringContaining('ENOSPC')])
        }
      }
      fs.rmSync(folder, { force: true })
    },
  )
})
