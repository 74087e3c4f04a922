import { expect, it } from 'vitest'
import { buildAsClean, buildTwice, rollupBundler } from '../../kit/in-process/compare-builds.ts'
import { createProject } from '../../kit/in-process/project.ts'
import { chunkCalls, twoChunks } from './chunk-calls.ts'
import { minified } from './minified-scenario.ts'
import { minifier } from './minifier.ts'

it('a warm build minifies nothing', async () => {
  const project = createProject(twoChunks)
  const { scenario, plugin } = minified(project)
  const { cold, warm } = await buildTwice(rollupBundler, scenario)
  expect(chunkCalls(cold.events)).toEqual({ ran: ['later-[hash].js', 'main.js'], restored: [] })
  expect(chunkCalls(warm.events)).toEqual({ ran: [], restored: ['later-[hash].js', 'main.js'] })
  expect(plugin().numOfWorkersUsed).toBe(0)
  expect(warm.outcome.files['main.js']).not.toContain('collected')
  expect(warm.outcome.files['main.js.map']).toContain('collected')
})

it('an edit of a module lets its chunk be minified, and no other', async () => {
  const project = createProject(twoChunks)
  const { scenario } = minified(project)
  await buildAsClean(rollupBundler, scenario)
  project.write('later.js', `export const greet = (somebody) => 'good day, ' + somebody\n`)
  const edited = await buildAsClean(rollupBundler, scenario)
  expect(chunkCalls(edited.events)).toEqual({ ran: ['later-[hash].js'], restored: ['main.js'] })
  project.write('later.js', twoChunks['later.js'] as string)
  const back = await buildAsClean(rollupBundler, scenario)
  expect(chunkCalls(back.events)).toEqual({ ran: [], restored: ['later-[hash].js', 'main.js'] })
})

it('chunks that share the names in `nameCache` are never cached, and the reason is told', async () => {
  const project = createProject(twoChunks)
  const scenario = {
    project,
    plugins: () => [minifier({ nameCache: {}, mangle: { properties: { regex: /^greet/ } } })],
  }
  const { cold, warm } = await buildTwice(rollupBundler, scenario)
  for (const { events } of [cold, warm]) {
    expect(chunkCalls(events)).toEqual({ ran: [], restored: [] })
    expect(events).toContainEqual({
      kind: 'plugin',
      plugin: 'terser',
      verdict: 'uncached',
      why: 'chunks: its chunks share the names in its option `nameCache`',
    })
  }
})
