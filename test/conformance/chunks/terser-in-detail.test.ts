import type { RekindleOptions } from 'unplugin-rekindle'
import { expect, it, onTestFinished, vi } from 'vitest'
import {
  buildAsClean,
  buildTwice,
  rollupBundler,
  type Scenario,
} from '../../kit/in-process/compare-builds.ts'
import { createProject } from '../../kit/in-process/project.ts'
import { chunkCalls, twoChunks } from './chunk-calls.ts'
import { minified } from './minified-scenario.ts'
import type { MinifierOptions } from './minifier.ts'

it('equal code in two chunks is restored for both', async () => {
  const project = createProject({
    'main.js': `import('./a/part.js').then(console.log)\nimport('./b/part.js').then(console.log)\n`,
    'a/part.js': `export const part = 1 + 1\n`,
    'b/part.js': `export const part = 1 + 1\n`,
  })
  const { warm } = await buildTwice(rollupBundler, minified(project).scenario)
  expect(chunkCalls(warm.events)).toEqual({
    ran: [],
    restored: ['main.js', 'part-[hash].js', 'part-[hash].js'],
  })
})

it('other options of the plugin let all chunks be minified, and the options before find theirs again', async () => {
  const project = createProject(twoChunks)
  const build = async (options: MinifierOptions) =>
    chunkCalls((await buildAsClean(rollupBundler, minified(project, options).scenario)).events)
  const ran = { ran: ['later-[hash].js', 'main.js'], restored: [] }
  expect(await build({})).toEqual(ran)
  expect(await build({ mangle: { keep_fnames: true } })).toEqual(ran)
  expect(await build({ format: { comments: /keep/ } })).toEqual(ran)
  expect(await build({ format: { comments: /other/ } })).toEqual(ran)
  expect(await build({ mangle: { keep_fnames: true } })).toEqual({
    ran: [],
    restored: ['later-[hash].js', 'main.js'],
  })
})

it('with a function among the options chunks are left alone: it may look at anything in its thread', async () => {
  const main = `export const one = () => {\n  console.log(1)\n  /* keep */ console.log(2)\n}\n`
  const comments = (): boolean => process.env['REKINDLE_NOTE'] === 'kept'
  const { scenario } = minified(createProject({ 'main.js': main }), { format: { comments } })
  for (const note of ['kept', 'dropped']) {
    vi.stubEnv('REKINDLE_NOTE', note)
    onTestFinished(() => {
      vi.unstubAllEnvs()
    })
    const { outcome, events } = await buildAsClean(rollupBundler, scenario)
    expect(String(outcome.files['main.js']).includes('keep')).toBe(note === 'kept')
    expect(chunkCalls(events)).toEqual({ ran: [], restored: [] })
  }
})

it('only the output options that the plugin looks at let chunks be minified again', async () => {
  const project = createProject(twoChunks)
  const build = async (output: Record<string, unknown>) => {
    const { ran, restored } = chunkCalls(
      (await buildAsClean(rollupBundler, minified(project, {}, output).scenario)).events,
    )
    return { ran: ran.length, restored: restored.length }
  }
  expect(await build({})).toEqual({ ran: 2, restored: 0 })
  expect(await build({ sourcemap: false })).toEqual({ ran: 2, restored: 0 })
  expect(await build({ sourcemap: 'inline' })).toEqual({ ran: 2, restored: 0 })
  expect(await build({ sourcemap: 'hidden' })).toEqual({ ran: 2, restored: 0 })
  expect(await build({ sourcemap: false })).toEqual({ ran: 0, restored: 2 })
  // The chunk that names the other one is another text.
  expect(await build({ chunkFileNames: 'parts/[name].js' })).toEqual({ ran: 1, restored: 1 })
  expect(await build({ entryFileNames: 'entry.js', assetFileNames: '[name][extname]' })).toEqual({
    ran: 0,
    restored: 2,
  })
  expect(await build({ format: 'cjs' })).toEqual({ ran: 2, restored: 0 })
})

it('a chunk more in front of others, whose names are not final yet, gives right outputs', async () => {
  const entries = { a: `import('./later.js')\n`, b: `export default import('./other.js')\n` }
  const project = createProject({
    ...twoChunks,
    'a.js': entries.a,
    'b.js': entries.b,
    'other.js': `export const other = 'other'\n`,
  })
  const { scenario } = minified(project, {}, { entryFileNames: '[name]-[hash].js' })
  const built = async (input: readonly string[]) =>
    chunkCalls((await buildAsClean(rollupBundler, { ...scenario, input })).events).restored.length
  expect(await built(['b.js'])).toBe(0)
  await built(['a.js', 'b.js'])
  await built(['a.js', 'main.js', 'b.js'])
  expect(await built(['b.js'])).toBe(2)
  project.write('a.js', `import('./other.js').then(console.log)\n`)
  await built(['a.js', 'b.js'])
  expect(await built(['a.js', 'main.js', 'b.js'])).toBeGreaterThan(0)
})

it('a plugin that is to be left alone is', async () => {
  const project = createProject(twoChunks)
  const scenario = { ...minified(project).scenario, rekindle: { plugins: { terser: false } } }
  const { cold, warm } = await buildTwice(rollupBundler, scenario)
  expect([cold, warm].map(({ events }) => chunkCalls(events))).toEqual(
    Array(2).fill({ ran: [], restored: [] }),
  )
})

it('results that are to be verified are made again and compared', async () => {
  const project = createProject(twoChunks)
  const { scenario } = minified(project)
  await buildAsClean(rollupBundler, scenario)
  const { events } = await buildAsClean(rollupBundler, { ...scenario, rekindle: { verify: true } })
  const audits = events.flatMap((event) => (event.kind === 'audited' ? [`${event.id} ${event.outcome}`] : []))
  expect(audits.sort()).toEqual(['dist/later-[hash].js equal', 'dist/main.js equal'])
})

it('a chunk that can not be minified fails the build as it does without the plugin, and the next one is right', async () => {
  const project = createProject(twoChunks)
  const breaking = (isBroken: boolean): Scenario => {
    const { scenario } = minified(project)
    const breaker = { name: 'breaker', renderChunk: (code: string) => (isBroken ? `${code};a b c` : null) }
    return { ...scenario, plugins: (calls) => [breaker, ...scenario.plugins(calls)] }
  }
  const failure = async (rekindle: RekindleOptions | null) => {
    const { plugins, ...rest } = breaking(true)
    const request = { ...rest, plugins: plugins([]), rekindle }
    const error: unknown = await rollupBundler.build(project, request).catch((thrown: unknown) => thrown)
    return error instanceof Error ? error.message : 'no error'
  }
  const clean = await failure(null)
  expect(clean).toContain('Unexpected token')
  expect(await failure({})).toBe(clean)
  expect(chunkCalls((await buildAsClean(rollupBundler, breaking(false))).events).ran).toHaveLength(2)
  expect(await failure({})).toBe(clean)
  expect(chunkCalls((await buildAsClean(rollupBundler, breaking(false))).events).restored).toHaveLength(2)
})
