import terser, { type Options } from '@rollup/plugin-terser'
import { expect, it } from 'vitest'
import {
  buildAsClean,
  buildTwice,
  rollupBundler,
  type Scenario,
} from '../../kit/in-process/compare-builds.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'
import { chunkCalls, twoChunks } from './chunk-calls.ts'

/** A scenario, and the plugin of its last build. */
function minified(
  project: Project,
  options: Options = {},
  output: Record<string, unknown> = {},
): { readonly scenario: Scenario; readonly plugin: () => ReturnType<typeof terser> } {
  let plugin = terser(options)
  return {
    scenario: {
      project,
      plugins: () => {
        plugin = terser(options)
        return [plugin]
      },
      config: { output },
    },
    plugin: () => plugin,
  }
}

it('a warm build minifies nothing', async () => {
  const project = createProject(twoChunks)
  const { scenario, plugin } = minified(project)
  const { cold, warm } = await buildTwice(rollupBundler, scenario)
  expect(chunkCalls(cold.events)).toEqual({ ran: ['later-[hash].js', 'main.js'], restored: [] })
  expect(chunkCalls(warm.events)).toEqual({ ran: [], restored: ['later-[hash].js', 'main.js'] })
  expect((plugin() as unknown as { numOfWorkersUsed: number }).numOfWorkersUsed).toBe(0)
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
