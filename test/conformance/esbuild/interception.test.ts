import type { PluginBuild } from 'esbuild'
import * as esbuild from 'esbuild'
import { expect, it, vi } from 'vitest'
import {
  buildAsClean,
  buildWith,
  esbuildBundler,
  expectRestored,
  expectUncached,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'
import { recordsWholeBuilds } from '../../kit/snapshot/records-whole-builds.ts'

const files = { 'main.js': `import './a.thing'\nimport './b.thing'\n`, 'a.thing': 'a', 'b.thing': 'b' }
const rekindle = { plugins: { maker: true } }

type Setup = (build: PluginBuild) => void | Promise<void>

/** A setup that registers one `onLoad`, in a way that `how` names. */
const makerSetup = evaluateApart((calls: HookCalls, how: string): Setup => {
  const load = ({ path }: { path: string }) => {
    calls.push(path.split('/').at(-1) ?? '')
    return { contents: `globalThis.made = ${JSON.stringify(path.split('/').at(-1))}` }
  }
  const options = { filter: /\.thing$/ }
  switch (how) {
    case 'taken apart':
      return ({ onLoad }) => onLoad(options, load)
    case 'copied':
      return (build) => ({ ...build }).onLoad(options, load)
    case 'later':
      return async (build) => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        build.onLoad(options, load)
      }
    case 'by another plugin':
      return (build) => {
        const inner = { name: 'inner', setup: ({ onLoad }: PluginBuild) => onLoad(options, load) }
        inner.setup(build)
      }
    default:
      return (build) => build.onLoad(options, load)
  }
})

it.each(['plainly', 'taken apart', 'copied', 'later', 'by another plugin'])(
  'a load that is registered %s is restored',
  async (how) => {
    await expectRestored(esbuildBundler, {
      project: createProject(files),
      plugins: (calls) => [{ name: 'maker', setup: makerSetup(calls, how) }],
      rekindle,
    })
  },
)

class Maker {
  readonly name = 'maker'
  readonly #setup: Setup
  constructor(setup: Setup) {
    this.#setup = setup
  }
  get setup(): Setup {
    return this.#setup
  }
}

const forms: Readonly<Record<string, (setup: Setup) => unknown>> = {
  'an instance of a class': (setup) => new Maker(setup),
  'an object with a getter': (setup) => ({
    name: 'maker',
    get setup() {
      return setup
    },
  }),
  'an object without prototype': (setup) => Object.assign(Object.create(null), { name: 'maker', setup }),
}

it.each(Object.entries(forms))('a plugin that is %s is restored', async (_text, form) => {
  await expectRestored(esbuildBundler, {
    project: createProject(files),
    plugins: (calls) => [form(makerSetup(calls, 'plainly'))],
    rekindle,
  })
})

it('a frozen plugin stays as it is, and an event says so', async () => {
  const scenario = {
    project: createProject(files),
    plugins: (calls: HookCalls) => [Object.freeze({ name: 'maker', setup: makerSetup(calls, 'plainly') })],
    rekindle,
  }
  await expectUncached(esbuildBundler, scenario)
  const { events } = await buildWith(esbuildBundler, scenario)
  expect(events.filter(({ kind }) => kind === 'plugin')).toEqual([
    { kind: 'plugin', plugin: 'maker', verdict: 'uncached', why: 'its object can not be changed' },
  ])
})

it('nothing is cached without being asked for, nor where a plugin may hand on what it saw', async () => {
  const twice = evaluateApart((calls: HookCalls, hasEnd: boolean) => ({
    name: 'maker',
    setup(build: PluginBuild) {
      build.onLoad({ filter: /\.thing$/ }, ({ path }) => {
        calls.push(path)
        return { contents: '' }
      })
      if (hasEnd) {
        build.onEnd(() => undefined)
      } else {
        build.onLoad({ filter: /.*/, namespace: 'kept' }, () => ({ contents: '' }))
      }
    },
  }))
  for (const hasEnd of [true, false]) {
    const project = createProject(files)
    const plugins = (calls: HookCalls) => [twice(calls, hasEnd)]
    await expectUncached(esbuildBundler, { project, plugins, rekindle: {} })
    await expectUncached(esbuildBundler, { project, plugins, rekindle: { plugins: { '*': true } } })
    await expectRestored(esbuildBundler, { project, plugins, rekindle })
  }
  const project = createProject(files)
  const plugins = (calls: HookCalls) => [{ name: 'maker', setup: makerSetup(calls, 'plainly') }]
  await expectUncached(esbuildBundler, { project, plugins, rekindle: {} })
  await expectRestored(esbuildBundler, { project, plugins, rekindle: { plugins: { '*': true } } })
})

it('one that does not stand first says so once, and caches what stands behind it', async () => {
  const project = createProject(files)
  const quiet = { name: 'quiet', setup: () => undefined }
  const build = (calls: HookCalls) =>
    buildWith(esbuildBundler, {
      project,
      plugins: (list) => [quiet, { name: 'maker', setup: makerSetup(list, 'plainly') }],
      position: 1,
      rekindle,
    }).then((built) => {
      calls.push(...built.calls)
      return built.outcome.logs
    })
  const calls: HookCalls = []
  const cold = await build(calls)
  expect(calls.splice(0)).toHaveLength(2)
  expect(await build(calls)).toEqual(cold)
  expect(calls).toEqual([])
  expect(cold).toMatchInlineSnapshot(`
    [
      {
        "detail": {
          "code": "NOT_FIRST",
          "consequence": "Their results are not cached.",
          "data": {
            "plugins": [
              "quiet",
            ],
          },
          "docs": "errors.md#not-first",
          "hint": "Put Rekindle first in the list of plugins.",
          "name": "RekindleError",
        },
        "id": "",
        "location": null,
        "notes": [
          {
            "location": null,
            "text": "See errors.md#not-first",
          },
        ],
        "pluginName": "rekindle",
        "text": "[rekindle] Other plugins stand before Rekindle: quiet. Their results are not cached. Put Rekindle first in the list of plugins.",
      },
    ]
  `)
})

it('a plugin object that serves several builds, some at once and some without Rekindle, is right in each', async () => {
  const project = createProject({ ...files, 'other.js': `import './a.thing'\nglobalThis.other = 1\n` })
  const calls: HookCalls = []
  const plugin = { name: 'maker', setup: makerSetup(calls, 'plainly') }
  const build = async (input: string, cache: typeof rekindle | null) =>
    (await esbuildBundler.build(project, { plugins: [plugin], rekindle: cache, input })).outcome
  vi.resetModules()
  const clean = { main: await build('main.js', null), other: await build('other.js', null) }
  for (const expected of [3, 0]) {
    calls.splice(0)
    const [main, other] = await Promise.all([build('main.js', rekindle), build('other.js', rekindle)])
    expect({ main, other }).toEqual(clean)
    expect(calls.length).toBeLessThanOrEqual(expected)
  }
  expect(calls).toEqual([])
  expect(await build('main.js', null)).toEqual(clean.main)
  expect(calls).toHaveLength(2)
})

it('two instances in one list restore each plugin once', async () => {
  const project = createProject(files)
  const clean = await esbuildBundler.build(project, {
    plugins: [{ name: 'maker', setup: makerSetup([], 'plainly') }],
    rekindle: null,
  })
  for (const expected of [2, 0]) {
    vi.resetModules()
    const { default: factory } = await import('unplugin-rekindle/esbuild')
    const calls: HookCalls = []
    const { outcome } = await esbuildBundler.build(project, {
      plugins: [
        factory({ ...rekindle, cacheDir: 'second' }),
        { name: 'maker', setup: makerSetup(calls, 'plainly') },
      ],
      rekindle,
    })
    expect(outcome).toEqual(clean.outcome)
    expect(calls).toHaveLength(expected)
  }
})

// It counts the builds.
it.skipIf(recordsWholeBuilds)('callbacks at the start, the end and the disposal run as before', async () => {
  const hearing = evaluateApart((calls: HookCalls, heard: string[]) => ({
    name: 'maker',
    setup(build: PluginBuild) {
      build.onStart(() => {
        heard.push('start')
        return { warnings: [{ text: 'from the start' }] }
      })
      build.onEnd(({ warnings }) => {
        heard.push(`end ${warnings.length}`)
        return { warnings: [{ text: 'from the end' }] }
      })
      build.onDispose(() => heard.push('dispose'))
      build.onLoad({ filter: /\.thing$/ }, ({ path }) => {
        calls.push(path)
        return { contents: '', warnings: [{ text: 'from a load' }] }
      })
    },
  }))
  const heardByBuild: string[][] = []
  const { warm } = await expectRestored(esbuildBundler, {
    project: createProject(files),
    plugins(calls) {
      const heard: string[] = []
      heardByBuild.push(heard)
      return [hearing(calls, heard)]
    },
    rekindle,
  })
  await vi.waitFor(() =>
    expect(heardByBuild).toEqual(Array.from({ length: 4 }, () => ['start', 'end 3', 'dispose'])),
  )
  expect(warm.outcome.logs).toHaveLength(4)
})

it('a build that can not run plugins refuses this one as any', async () => {
  createProject(files)
  const { default: factory } = await import('unplugin-rekindle/esbuild')
  expect(() =>
    esbuild.buildSync({
      entryPoints: ['main.js'],
      write: false,
      plugins: [factory()],
      logLevel: 'silent',
    } as esbuild.BuildOptions),
  ).toThrow('Cannot use plugins in synchronous API calls')
})

it('a plugin whose setup fails fails the build as before, and leaves no trace behind', async () => {
  const project = createProject(files)
  const failing = (how: string) => ({
    name: 'maker',
    setup() {
      const error = new Error('no setup today')
      if (how === 'at once') {
        throw error
      }
      return Promise.reject(error)
    },
  })
  for (const how of ['at once', 'later']) {
    const { setTimeout: before } = globalThis
    vi.resetModules()
    for (const cache of [null, rekindle]) {
      await expect(
        esbuildBundler.build(project, { plugins: [failing(how)], rekindle: cache }),
      ).rejects.toThrow('no setup today')
    }
    expect(globalThis.setTimeout).toBe(before)
  }
  const plugins = (calls: HookCalls) => [{ name: 'maker', setup: makerSetup(calls, 'plainly') }]
  expect((await buildAsClean(esbuildBundler, { project, plugins, rekindle })).calls).toHaveLength(2)
})
