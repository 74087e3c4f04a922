import * as esbuild from 'esbuild'
import { type OutputOptions, rollup } from 'rollup'
import type { RekindleEvent, RekindleOptions } from 'unplugin-rekindle'
import { describe, expect, it, vi } from 'vitest'
import { marker, twoModules } from '../../kit/in-process/marker-plugin.ts'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

type Delta = Parameters<NonNullable<RekindleOptions['onDelta']>>[0]

async function rekindleFor(
  bundler: 'rollup' | 'vite' | 'esbuild',
  project: Project,
  options: RekindleOptions = {},
) {
  vi.resetModules()
  const factories = {
    rollup: () => import('unplugin-rekindle/rollup'),
    vite: () => import('unplugin-rekindle/vite'),
    esbuild: () => import('unplugin-rekindle/esbuild'),
  }
  const { default: factory } = await factories[bundler]()
  const deltas: Delta[] = []
  const events: RekindleEvent[] = []
  const all = { ...options, onDelta: (delta: Delta) => void deltas.push(delta) }
  return { plugin: placeRekindle(project.root, factory, all, events) as never, deltas, events }
}

/** The files in each list. */
function filesOf({ added, changed, removed }: Delta): readonly (readonly string[])[] {
  return [added, changed, removed].map((list) => list.map(({ file }) => file))
}

const esm: OutputOptions = { dir: 'dist/esm', format: 'es' }
const cjs: OutputOptions = { dir: 'dist/cjs', format: 'cjs' }

describe('the delta of several outputs', () => {
  it('is one where they are written at once', async () => {
    const project = createProject(twoModules)
    const { plugin, deltas, events } = await rekindleFor('rollup', project)
    const bundle = await rollup({ input: 'main.js', plugins: [plugin] })
    await Promise.all([bundle.write(esm), bundle.write(cjs)])
    await bundle.close()
    expect(deltas.map(filesOf)).toEqual([[['dist/cjs/main.js', 'dist/esm/main.js'], [], []]])
    expect(events.filter(({ kind }) => kind === 'delta')).toEqual([{ kind: 'delta', ...deltas[0] }])
  })

  it('tells of all so far where they are written one after the other', async () => {
    const project = createProject(twoModules)
    const { plugin, deltas } = await rekindleFor('rollup', project, { writeDelta: 'delta.json' })
    const bundle = await rollup({ input: 'main.js', plugins: [plugin] })
    await bundle.write(esm)
    await bundle.write(cjs)
    await bundle.close()
    expect(deltas.map(filesOf)).toEqual([
      [['dist/esm/main.js'], [], []],
      [['dist/cjs/main.js', 'dist/esm/main.js'], [], []],
    ])
    const { builds } = JSON.parse(project.read('delta.json')) as { readonly builds: readonly Delta[] }
    expect(builds.map(filesOf)).toEqual([filesOf(deltas[1]!)])
  })

  it('is kept apart for each of them', async () => {
    const project = createProject(twoModules)
    const build = async (output: OutputOptions): Promise<readonly Delta[]> => {
      const { plugin, deltas } = await rekindleFor('rollup', project)
      const bundle = await rollup({ input: 'main.js', plugins: [plugin] })
      await bundle.write(output)
      await bundle.close()
      return deltas
    }
    expect((await build(esm)).map(filesOf)).toEqual([[['dist/esm/main.js'], [], []]])
    expect((await build(cjs)).map(filesOf)).toEqual([[['dist/cjs/main.js'], [], []]])
    expect((await build(esm)).map(filesOf)).toEqual([[[], [], []]])
    project.write('greeting.js', `export const greeting = 'bye'\n`)
    expect((await build(cjs)).map(filesOf)).toEqual([[[], ['dist/cjs/main.js'], []]])
    expect((await build(esm)).map(filesOf)).toEqual([[[], ['dist/esm/main.js'], []]])
  })

  it('is one for each environment of Vite', async () => {
    const project = createProject(twoModules)
    const { plugin, deltas } = await rekindleFor('vite', project, { writeDelta: 'delta.json' })
    const { createBuilder } = await import('vite')
    const environment = (outDir: string) => ({
      build: { outDir, rolldownOptions: { input: 'main.js', output: { entryFileNames: '[name].js' } } },
    })
    const builder = await createBuilder({
      configFile: false,
      logLevel: 'silent',
      plugins: [plugin],
      environments: { client: environment('dist/client'), ssr: environment('dist/server') },
    })
    for (const one of Object.values(builder.environments)) {
      await builder.build(one)
    }
    const expected = [
      ['client client', [['dist/client/main.js'], [], []]],
      ['ssr server', [['dist/server/main.js'], [], []]],
    ]
    expect(deltas.map((delta) => [delta.environment, filesOf(delta)])).toEqual(expected)
    const { builds } = JSON.parse(project.read('delta.json')) as { readonly builds: readonly Delta[] }
    expect(builds.map((delta) => [delta.environment, filesOf(delta)])).toEqual(expected)
  })
})

describe('no delta is told', () => {
  it('of a build that writes nothing', async () => {
    const project = createProject(twoModules)
    const { plugin, deltas } = await rekindleFor('rollup', project)
    const bundle = await rollup({ input: 'main.js', plugins: [plugin] })
    await bundle.generate(esm)
    expect(deltas).toEqual([])
    await bundle.write(esm)
    await bundle.close()
    expect(deltas.map(filesOf)).toEqual([[['dist/esm/main.js'], [], []]])
  })

  it('of a build that fails, and the next one is compared with the last one that passed', async () => {
    const project = createProject(twoModules)
    const { plugin, deltas } = await rekindleFor('rollup', project)
    const build = async (): Promise<void> => {
      const bundle = await rollup({ input: 'main.js', plugins: [plugin] })
      await bundle.write(esm)
      await bundle.close()
    }
    await build()
    project.write('greeting.js', 'export const greeting = =')
    await expect(build()).rejects.toThrow('Expression expected')
    project.write('greeting.js', `export const greeting = 'bye'\n`)
    await build()
    expect(deltas.slice(1).map(filesOf)).toEqual([[[], ['dist/esm/main.js'], []]])
  })

  it('into a file that can not be written, which is an event and fails nothing', async () => {
    const project = createProject({ ...twoModules, folder: 'a file' })
    const options = { writeDelta: 'folder/delta.json' }
    const { plugin, deltas, events } = await rekindleFor('rollup', project, options)
    const bundle = await rollup({ input: 'main.js', plugins: [plugin] })
    await bundle.write(esm)
    await bundle.close()
    expect(deltas).toHaveLength(1)
    expect(events.filter(({ kind }) => kind === 'cache-failed')).toEqual([
      { kind: 'cache-failed', during: 'writing the delta', message: expect.stringContaining('ENOTDIR') },
    ])
  })
})

it('a delta says why hooks ran, and leaves out those that gave nothing', async () => {
  const project = createProject(twoModules)
  const build = async (): Promise<Delta> => {
    const { plugin, deltas } = await rekindleFor('rollup', project, { plugins: { marker: true } })
    const bundle = await rollup({ input: 'main.js', plugins: [plugin, marker([])] })
    await bundle.write(esm)
    await bundle.close()
    return deltas[0]!
  }
  const call = { plugin: 'marker', hook: 'transform' }
  expect((await build()).modules).toEqual([
    { id: 'greeting.js', ...call, reason: { kind: 'new' } },
    { id: 'main.js', ...call, reason: { kind: 'new' } },
  ])
  project.write('greeting.js', `export const greeting = 'bye'\n`)
  expect((await build()).modules).toEqual([
    { id: 'greeting.js', ...call, reason: { kind: 'content-changed' } },
  ])
  expect((await build()).modules).toEqual([])
})

describe('esbuild is asked for its outputs', () => {
  const options: esbuild.BuildOptions = { entryPoints: ['main.js'], bundle: true, outdir: 'dist' }

  it('so that neither other plugins nor the user notice', async () => {
    const project = createProject(twoModules)
    const { plugin, deltas } = await rekindleFor('esbuild', project)
    const seen: unknown[] = []
    const watching: esbuild.Plugin = {
      name: 'watching',
      async setup(build) {
        seen.push(Object.keys(build.initialOptions))
        build.onStart(() => void seen.push(Object.keys(build.initialOptions)))
        build.onEnd((result) => void seen.push(Object.entries(result)))
      },
    }
    const given: esbuild.BuildOptions = {
      ...options,
      absWorkingDir: project.root,
      plugins: [plugin, watching],
    }
    const result = await esbuild.build(given)
    expect(deltas.map(filesOf)).toEqual([[['dist/main.js'], [], []]])
    const told = [...seen.splice(0), result, Object.keys(given)]
    const { default: rekindle } = await import('unplugin-rekindle/esbuild')
    const without: esbuild.BuildOptions = { ...given, plugins: [rekindle({ enabled: false }), watching] }
    const plain = await esbuild.build(without)
    expect(told).toEqual([...seen, plain, Object.keys(without)])
  })

  it('and gives its metafile to those who ask for it themselves', async () => {
    const project = createProject(twoModules)
    const { plugin, deltas } = await rekindleFor('esbuild', project)
    const seen: unknown[] = []
    const asking: esbuild.Plugin = {
      name: 'asking',
      setup(build) {
        build.initialOptions.metafile = true
        build.onEnd(({ metafile }) => void seen.push(Object.keys(metafile?.outputs ?? {})))
      },
    }
    const { metafile } = await esbuild.build({
      ...options,
      absWorkingDir: project.root,
      plugins: [plugin, asking],
    })
    expect([...seen, Object.keys(metafile?.outputs ?? {})]).toEqual([['dist/main.js'], ['dist/main.js']])
    expect(deltas.map(filesOf)).toEqual([[['dist/main.js'], [], []]])
  })

  it('unless a plugin would notice, which is an event', async () => {
    const project = createProject(twoModules)
    const { plugin, deltas, events } = await rekindleFor('esbuild', project)
    const frozen = Object.freeze({ name: 'frozen', setup() {} })
    await esbuild.build({ ...options, absWorkingDir: project.root, plugins: [plugin, frozen] })
    expect(deltas).toEqual([])
    expect(events.filter(({ kind }) => kind === 'cache-failed')).toEqual([
      {
        kind: 'cache-failed',
        during: 'looking at the outputs',
        message: expect.stringContaining('esbuild was not asked which files it writes'),
      },
    ])
  })
})
