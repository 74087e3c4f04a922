import fs from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { expectSame, Family } from '../../kit/process/family.ts'
import { listFiles } from '../../kit/process/project.ts'

const app = new Family({
  fixture: 'documents',
  bundler: 'vite',
  plugins: ['@mdx-js/rollup', 'vite-plugin-svgr'],
})
const { project } = app
const folder = project.path('node_modules/.cache/rekindle')
afterAll(() => project.dispose())

function cacheFiles(): readonly string[] {
  return listFiles(folder).map((file) => path.join(folder, file))
}

/** The same numbers in every run: a failure can be repeated. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state
  }
}

test('two builds at once on one cache folder are right, and so is what both of them left', async () => {
  const truth = await app.expectDeterminism()
  // One output folder each: only the cache is shared.
  const [one, other] = await Promise.all([app.run({ outDir: 'dist/one' }), app.run({ outDir: 'dist/other' })])
  expectSame(one, truth)
  expectSame(other, truth)
  expect(await app.build()).toEqual([])
})

// Damage of all kinds is the matter of the suite on resilience; more of it here in the nightly run.
const isNightly = process.env['REKINDLE_NIGHTLY'] === '1'

test.each(isNightly ? [1, 2, 3, 4] : [1])(
  'flipped bytes in every file of the cache (%i) never reach the output',
  async (seed) => {
    const random = numbers(seed)
    for (const file of cacheFiles()) {
      const bytes = fs.readFileSync(file)
      for (let flips = 0; flips < 12; flips++) {
        const at = random.next().value % bytes.length
        bytes[at] = bytes[at]! ^ (1 + (random.next().value % 255))
      }
      fs.writeFileSync(file, bytes)
    }
    const truth = await app.truth()
    expectSame(await app.run(), truth)
    expect(await app.build()).toEqual([])
  },
)

test.each(isNightly ? [0, 0.3, 0.9] : [0.3])(
  'files of the cache that were cut to %d of their size never reach the output',
  async (share) => {
    for (const file of cacheFiles()) {
      fs.truncateSync(file, Math.floor(fs.statSync(file).size * share))
    }
    const truth = await app.truth()
    expectSame(await app.run(), truth)
    expect(await app.build()).toEqual([])
  },
)

test('a cache that was deleted is built anew', async () => {
  fs.rmSync(folder, { recursive: true })
  expect(await app.build()).not.toEqual([])
  expect(await app.build()).toEqual([])
})

test('a cache that is deleted during a build, cold or warm, harms nothing', async () => {
  const truth = await app.truth()
  for (let round = 0; round < 2; round++) {
    // The first module that is loaded takes the cache away.
    const outcome = await app.run({ env: { DELETE_DURING_BUILD: folder } })
    expectSame(outcome, truth)
  }
  await app.build()
  expect(await app.build()).toEqual([])
})
