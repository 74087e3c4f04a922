import fs from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { BuildResult, PluginBuild } from 'esbuild'
import * as esbuild from 'esbuild'
import { expect, it, vi } from 'vitest'
import { buildAsClean, esbuildBundler } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { esbuildOptions, outcomeOf } from '../../kit/in-process/esbuild-build.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

const files = {
  'main.js': `import './a.thing'\nimport './b.thing'\n`,
  'a.thing': 'a',
  'b.thing': 'b',
  'shared.txt': 'shared',
}
const rekindle = { plugins: { maker: true } }

/** Makes a module of a file and of one that all share; what says `wrong` is an error. */
const maker = evaluateApart((calls: HookCalls, root: string, pauseMs: number) => ({
  name: 'maker',
  setup(build: PluginBuild) {
    build.onLoad({ filter: /\.thing$/ }, async ({ path }) => {
      const { readFileSync } = process.getBuiltinModule('node:fs')
      calls.push(path.split('/').at(-1) ?? '')
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
      const texts = [path, `${root}/shared.txt`].map((file) => readFileSync(file, 'utf8'))
      const watchFiles = [path, `${root}/shared.txt`]
      return texts[0] === 'wrong'
        ? { errors: [{ text: 'wrong' }], watchFiles }
        : { contents: `globalThis.texts = ${JSON.stringify(texts)}`, watchFiles }
    })
  },
}))

async function makeContext(project: Project, calls: HookCalls, cache: typeof rekindle | null, pauseMs = 0) {
  vi.resetModules()
  const request = { plugins: [maker(calls, project.root, pauseMs)], rekindle: cache }
  return esbuild.context(await esbuildOptions(project, request, []))
}

/** What a rebuild gives, or how it fails. */
async function outcome(project: Project, result: Promise<BuildResult>) {
  try {
    return outcomeOf(project, await result)
  } catch (error) {
    return (error as esbuild.BuildFailure).message
  }
}

it('each rebuild gives what one without the cache gives, and runs what has changed', async () => {
  const project = createProject(files)
  const [clean, cached] = [[] as HookCalls, [] as HookCalls]
  const truth = await makeContext(project, clean, null)
  const context = await makeContext(project, cached, rekindle)
  const steps: readonly (readonly [() => void, readonly string[]])[] = [
    [() => undefined, ['a.thing', 'b.thing']],
    [() => undefined, []],
    [() => fs.utimesSync(project.path('a.thing'), new Date(), new Date()), []],
    [() => project.write('a.thing', 'edited'), ['a.thing']],
    [() => project.write('a.thing', 'wrong'), ['a.thing']],
    [() => project.write('a.thing', 'a'), []],
    [() => project.write('shared.txt', 'edited'), ['a.thing', 'b.thing']],
    [() => project.write('shared.txt', 'shared'), []],
    [() => project.remove('b.thing'), []],
    [() => project.write('b.thing', 'b'), []],
    [() => project.rename('b.thing', 'c.thing'), []],
    [() => project.write('main.js', `import './a.thing'\nimport './c.thing'\n`), ['c.thing']],
  ]
  for (const [index, [change, expected]] of steps.entries()) {
    change()
    await delay(25)
    const before = await outcome(project, truth.rebuild())
    cached.splice(0)
    expect(await outcome(project, context.rebuild()), `step ${index}`).toEqual(before)
    expect([...cached].sort(), `step ${index}`).toEqual(expected)
  }
  expect(clean.length).toBeGreaterThan(15)
  await Promise.all([truth.dispose(), context.dispose()])
  // The next process finds what the context has made.
  const { calls } = await buildAsClean(esbuildBundler, {
    project,
    plugins: (list) => [maker(list, project.root, 0)],
    rekindle,
  })
  expect(calls).toEqual([])
})

it('a rebuild that is canceled ends as it does alone, and the next one is right', async () => {
  const project = createProject(files)
  const [clean, cached] = [[] as HookCalls, [] as HookCalls]
  const truth = await makeContext(project, clean, null, 50)
  const context = await makeContext(project, cached, rekindle, 50)
  const canceled = async (one: typeof truth, calls: HookCalls) => {
    const result = outcome(project, one.rebuild() as Promise<BuildResult>)
    await vi.waitFor(() => expect(calls).toHaveLength(2))
    await one.cancel()
    return result
  }
  const failure = await canceled(truth, clean)
  expect(failure).toContain('canceled')
  expect(await canceled(context, cached)).toEqual(failure)
  await delay(100)
  expect(await outcome(project, context.rebuild())).toEqual(await outcome(project, truth.rebuild()))
  cached.splice(0)
  expect(await outcome(project, context.rebuild())).toEqual(await outcome(project, truth.rebuild()))
  expect(cached).toEqual([])
  await Promise.all([truth.dispose(), context.dispose()])
})

it('rebuilds asked for at once, and a disposal in the middle, leave nothing behind', async () => {
  const project = createProject(files)
  const { readFileSync: before } = fs
  const context = await makeContext(project, [], rekindle, 20)
  const both = await Promise.all([context.rebuild(), context.rebuild()])
  expect(both.map(({ errors }) => errors)).toEqual([[], []])
  expect(fs.readFileSync).toBe(before)
  project.write('a.thing', 'edited')
  const late = context.rebuild().catch((error: Error) => error.message)
  await delay(5)
  await context.dispose()
  await late
  await vi.waitFor(() => expect(fs.readFileSync).toBe(before))
})

it('a server gives what one without the cache gives', async () => {
  const project = createProject(files)
  const texts: string[] = []
  const calls: HookCalls = []
  for (const cache of [null, rekindle, rekindle]) {
    calls.splice(0)
    const context = await makeContext(project, calls, cache)
    const { port } = await context.serve({ port: 0, host: '127.0.0.1' })
    const response = await fetch(`http://127.0.0.1:${port}/main.js`)
    texts.push(await response.text())
    await context.dispose()
  }
  expect(texts[0]).toContain('shared')
  expect(new Set(texts).size).toBe(1)
  expect(calls).toEqual([])
})
