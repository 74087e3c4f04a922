import { describe, expect, it, vi } from 'vitest'
import {
  type Bundler,
  bundlers,
  expectRestored,
  rollupBundler,
  viteBundler,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker, markerHook, twoModules } from '../../kit/in-process/marker-plugin.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

const rekindle = { plugins: { '*': true } }

/** Builds with plugin objects that the caller made, in the process as it is. */
async function build(
  bundler: Bundler,
  project: Project,
  plugins: readonly unknown[],
  options: object | null = rekindle,
) {
  const { outcome } = await bundler.build(project, { plugins, rekindle: options })
  return outcome
}

describe.each(bundlers)('on $name', (bundler) => {
  it.each(['as it is', 'frozen'])(
    'one plugin object, %s, in several builds of a process is restored in each',
    async (how) => {
      const project = createProject(twoModules)
      const calls: HookCalls = []
      const plugin = how === 'frozen' ? Object.freeze(marker(calls)) : marker(calls)
      const clean = await build(bundler, project, [marker([])], null)
      vi.resetModules()
      expect(await build(bundler, project, [plugin])).toEqual(clean)
      expect(calls.splice(0)).toHaveLength(2)
      expect(await build(bundler, project, [plugin])).toEqual(clean)
      expect(await build(bundler, project, [plugin])).toEqual(clean)
      expect(calls).toEqual([])
    },
  )

  it('a plugin object that was used with Rekindle runs as before without it', async () => {
    const project = createProject(twoModules)
    const calls: HookCalls = []
    const plugin = marker(calls)
    const first = await build(bundler, project, [plugin])
    calls.splice(0)
    expect(await build(bundler, project, [plugin], null)).toEqual(first)
    expect(calls).toHaveLength(2)
  })

  it('two builds at once with one plugin object come out as clean builds do', async () => {
    const project = createProject({ ...twoModules, 'other.js': `export { greeting } from './greeting.js'\n` })
    const plugin = marker([])
    const input = { a: 'main.js', b: 'other.js' }
    const clean = await bundler.build(project, { plugins: [marker([])], rekindle: null, input })
    vi.resetModules()
    const both = () =>
      Promise.all(
        ['one', 'two'].map((key) =>
          bundler.build(project, { plugins: [plugin], rekindle: { ...rekindle, key }, input }),
        ),
      )
    for (const { outcome } of [...(await both()), ...(await both())]) {
      expect(outcome.files).toEqual(clean.outcome.files)
    }
  })

  it('two instances of Rekindle in one list restore each plugin once', async () => {
    const project = createProject(twoModules)
    const clean = await build(bundler, project, [marker([])], null)
    for (const expectedCalls of [2, 0]) {
      vi.resetModules()
      const factories = {
        Rollup: (await import('unplugin-rekindle/rollup')).default,
        Rolldown: (await import('unplugin-rekindle/rolldown')).default,
        Vite: (await import('unplugin-rekindle/vite')).default,
        esbuild: (await import('unplugin-rekindle/esbuild')).default,
      }
      const calls: HookCalls = []
      expect(
        await build(bundler, project, [
          factories[bundler.name]({ ...rekindle, cacheDir: 'second' }),
          marker(calls),
        ]),
      ).toEqual(clean)
      expect(calls).toHaveLength(expectedCalls)
    }
  })

  it('builds of one process whose plugins have one name and other options keep apart', async () => {
    const project = createProject(twoModules)
    const calls: HookCalls = []
    const clean: unknown[] = []
    for (const mark of ['one', 'two']) {
      clean.push(await build(bundler, project, [{ name: 'same', transform: markerHook([], mark) }], null))
    }
    for (const round of ['cold', 'warm']) {
      vi.resetModules()
      calls.splice(0)
      const kept: unknown[] = []
      for (const mark of ['one', 'two']) {
        kept.push(await build(bundler, project, [{ name: 'same', transform: markerHook(calls, mark) }]))
      }
      expect(kept).toEqual(clean)
      expect(calls).toHaveLength(round === 'cold' ? 4 : 0)
    }
  })

  it('options deep in what a hook closes over keep builds apart', async () => {
    const project = createProject(twoModules)
    const deep = evaluateApart((options: { readonly list: readonly Map<string, () => string>[] }) => {
      const render = (): string =>
        options.list.map((map) => [...map.values()].map((value) => value()).join('')).join('')
      return {
        name: 'deep',
        transform: (code: string, id: string) =>
          id.endsWith('main.js') ? `${code}\nglobalThis.x = '${render()}'\n` : null,
      }
    })
    const value = evaluateApart((text: string) => () => text)
    for (const text of ['one', 'two', 'one']) {
      const plugins = () => [deep({ list: [new Map([['a', value(text)]])] })]
      const clean = await build(bundler, project, plugins(), null)
      expect(await build(bundler, project, plugins())).toEqual(clean)
    }
  })
})

it('on Vite a plugin object that gives others is restored in every build of a process', async () => {
  const project = createProject(twoModules)
  const calls: HookCalls = []
  const giver = { name: 'giver', applyToEnvironment: () => marker(calls) }
  const clean = await build(viteBundler, project, [marker([])], null)
  for (const expectedCalls of [2, 0, 0]) {
    calls.splice(0)
    expect(await build(viteBundler, project, [giver])).toEqual(clean)
    expect(calls).toHaveLength(expectedCalls)
  }
})

it('on Rollup a sealed plugin that swaps its hook when the build starts is restored', async () => {
  const project = createProject(twoModules)
  const swapping = (calls: HookCalls) => {
    const plugin = Object.seal({
      name: 'swapping',
      transform: markerHook(calls, 'early'),
      buildStart() {
        plugin.transform = markerHook(calls, 'late')
      },
    })
    return plugin
  }
  const { cold } = await expectRestored(rollupBundler, {
    project,
    plugins: (calls) => [swapping(calls)],
    rekindle,
  })
  expect([...cold.calls].sort()).toEqual(['late greeting.js', 'late main.js'])
})
