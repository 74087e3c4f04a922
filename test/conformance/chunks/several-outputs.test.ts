import fs from 'node:fs'
import { type OutputOptions, rollup } from 'rollup'
import type { RekindleEvent } from 'unplugin-rekindle'
import { expect, it } from 'vitest'
import { outputFiles } from '../../kit/in-process/build-request.ts'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'
import { type ChunkCalls, chunkCalls, twoChunks } from './chunk-calls.ts'
import { minifier } from './minifier.ts'

type Order = 'one after the other' | 'at once'

/** Makes several outputs of one build, with Rekindle or without; gives all files, and what became of the chunks. */
async function makeOutputs(
  project: Project,
  isCached: boolean,
  order: Order,
): Promise<{ readonly files: readonly Record<string, string>[]; readonly calls: ChunkCalls }> {
  const events: RekindleEvent[] = []
  const { default: rekindle } = await import('unplugin-rekindle/rollup')
  const bundle = await rollup({
    input: 'main.js',
    plugins: [
      minifier({ maxWorkers: 1 }),
      isCached ? (placeRekindle(project.root, rekindle, {}, events) as never) : null,
    ],
  })
  const outputs: readonly OutputOptions[] = [
    { format: 'es', dir: 'dist/es', sourcemap: true },
    { format: 'cjs', dir: 'dist/cjs', exports: 'named' },
    {
      format: 'es',
      dir: 'dist/again',
      plugins: [[minifier({ format: { ascii_only: true }, maxWorkers: 1 })]],
    },
  ]
  const make = async (output: OutputOptions) => outputFiles((await bundle.generate(output)).output)
  const files: Record<string, string>[] = []
  if (order === 'at once') {
    files.push(...(await Promise.all(outputs.map(make))))
  } else {
    for (const output of outputs) {
      files.push(await make(output))
    }
  }
  await bundle.close()
  return { files, calls: chunkCalls(events) }
}

it.each<Order>(['one after the other', 'at once'])(
  'each of several outputs, made %s, finds its chunks again, minified also by plugins of its own',
  async (order) => {
    const project = createProject(twoChunks)
    const { files } = await makeOutputs(project, false, order)
    const cold = await makeOutputs(project, true, order)
    const warm = await makeOutputs(project, true, order)
    expect(cold.files).toEqual(files)
    expect(warm.files).toEqual(files)
    const all = ['es', 'cjs', 'again', 'again'].flatMap((folder) => [
      `${folder}/later-[hash].js`,
      `${folder}/main.js`,
    ])
    expect(cold.calls.ran.length + cold.calls.restored.length).toBe(all.length)
    expect(warm.calls).toEqual({ ran: [], restored: [...all].sort() })
    expect(fs.existsSync(project.path('node_modules/.cache/rekindle'))).toBe(true)
  },
)

it('an output for which the options of the plugin were changed gets its chunks by these', async () => {
  const project = createProject({ 'main.js': `export function named(value) {\n  return value\n}\n` })
  const { default: rekindle } = await import('unplugin-rekindle/rollup')
  const make = async (isCached: boolean) => {
    const mangle = { keep_fnames: false }
    const cached = isCached ? (placeRekindle(project.root, rekindle, {}, []) as never) : null
    const bundle = await rollup({ input: 'main.js', plugins: [minifier({ mangle, maxWorkers: 1 }), cached] })
    const { output: first } = await bundle.generate({ dir: 'dist/one' })
    mangle.keep_fnames = true
    const { output: second } = await bundle.generate({ dir: 'dist/two' })
    await bundle.close()
    return [first[0].code, second[0].code]
  }
  const clean = await make(false)
  expect(clean[0]).not.toBe(clean[1])
  expect(await make(true)).toEqual(clean)
  expect(await make(true)).toEqual(clean)
})
