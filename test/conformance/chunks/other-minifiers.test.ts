import esbuild, { minify } from 'rollup-plugin-esbuild'
import { expect, it } from 'vitest'
import { buildAsClean, rollupBundler, type Scenario } from '../../kit/in-process/compare-builds.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'
import { chunkCalls, twoChunks } from './chunk-calls.ts'

async function counted(scenario: Scenario): Promise<readonly [ran: number, restored: number]> {
  const { ran, restored } = chunkCalls((await buildAsClean(rollupBundler, scenario)).events)
  return [ran.length, restored.length]
}

it.each([
  ['minify', (project: Project, options = {}) => ({ project, plugins: () => [minify(options)] })],
  [
    'its option `minify`',
    (project: Project, options = {}) => ({
      project,
      plugins: () => [esbuild({ minify: true, tsconfig: false, ...options })],
    }),
  ],
] as const)('chunks that rollup-plugin-esbuild minifies by %s are restored', async (_name, make) => {
  const project = createProject(twoChunks)
  expect(await counted(make(project))).toEqual([2, 0])
  expect(await counted(make(project))).toEqual([0, 2])
  project.write('later.js', `export const greet = (somebody) => 'good day, ' + somebody\n`)
  expect(await counted(make(project))).toEqual([1, 1])
  expect(await counted(make(project, { keepNames: true }))).toEqual([2, 0])
  expect(await counted({ ...make(project), config: { output: { format: 'cjs' } } })).toEqual([2, 0])
  expect(await counted(make(project))).toEqual([0, 2])
})

it('warnings of the minifier are there again', async () => {
  const project = createProject({ 'main.js': `export default (a) => a === -0\n` })
  const scenario = { project, plugins: () => [minify()] }
  const cold = await buildAsClean(rollupBundler, scenario)
  const warm = await buildAsClean(rollupBundler, scenario)
  expect(JSON.stringify(cold.outcome.logs)).toContain('-0')
  expect(warm.outcome.logs).toEqual(cold.outcome.logs)
  expect(chunkCalls(warm.events).restored).toEqual(['main.js'])
})
