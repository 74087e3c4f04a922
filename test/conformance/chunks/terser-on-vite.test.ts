import { expect, it } from 'vitest'
import { buildAsClean, buildTwice, type Scenario, viteBundler } from '../../kit/in-process/compare-builds.ts'
import { createProject } from '../../kit/in-process/project.ts'
import { chunkCalls, twoChunks } from './chunk-calls.ts'

const minified = (options: Record<string, unknown> = {}, others: Record<string, unknown> = {}) => ({
  plugins: () => [],
  config: { build: { minify: 'terser', terserOptions: { maxWorkers: 1, ...options }, ...others } },
})

/** How many chunks ran and were restored, whatever their names. */
async function counted(scenario: Scenario): Promise<readonly [ran: number, restored: number]> {
  const { ran, restored } = chunkCalls((await buildAsClean(viteBundler, scenario)).events)
  return [ran.length, restored.length]
}

it("chunks that Vite minifies with terser are restored, until the module, the plugin's options or the source maps change", async () => {
  const project = createProject(twoChunks)
  const scenario: Scenario = { project, ...minified() }
  expect(await counted(scenario)).toEqual([2, 0])
  expect(await counted(scenario)).toEqual([0, 2])
  project.write('later.js', `export const greet = (somebody) => 'good day, ' + somebody\n`)
  // The entry names the other chunk by a hash that isn't known yet.
  expect(await counted(scenario)).toEqual([1, 1])
  expect(await counted({ project, ...minified({ keep_fnames: true }) })).toEqual([2, 0])
  expect(await counted({ project, ...minified({}, { sourcemap: false }) })).toEqual([2, 0])
  expect(await counted(scenario)).toEqual([0, 2])
})

it('a build that terser has no part in opens no cache for its outputs', async () => {
  const project = createProject(twoChunks)
  const { warm } = await buildTwice(viteBundler, {
    project,
    plugins: () => [],
    config: { build: { minify: true } },
  })
  expect(chunkCalls(warm.events)).toEqual({ ran: [], restored: [] })
  expect(warm.events.filter(({ kind }) => kind !== 'plugin' && kind !== 'delta')).toEqual([])
})
