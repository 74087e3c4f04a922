import { describe, expect, it } from 'vitest'
import {
  buildAsClean,
  buildTwice,
  bundlers,
  expectRestored,
  rolldownBundler,
  rollupBundler,
  viteBundler,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker, markerHook, twoModules } from '../../kit/in-process/marker-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

type Hook = ReturnType<typeof markerHook>
type Timing = 'options' | 'configResolved' | 'buildStart'

/** Sets its hook when the named configuration hook runs; before that it has another one. */
const swapsItsHook = evaluateApart((timing: Timing, early: Hook, late: Hook) => {
  const plugin: Record<string, unknown> = {
    name: 'marker',
    transform: early,
    [timing]() {
      plugin['transform'] = late
    },
  }
  return plugin
})

const swapsItsHandler = evaluateApart((timing: Timing, early: Hook, late: Hook) => {
  const transform = { order: 'post', handler: early }
  return {
    name: 'marker',
    transform,
    [timing]() {
      transform.handler = late
    },
  }
})

const filtersLate = evaluateApart((timing: Timing, hook: Hook) => {
  const transform: Record<string, unknown> = { handler: hook }
  return {
    name: 'marker',
    transform,
    [timing]() {
      transform['filter'] = { id: /main\.js$/ }
    },
  }
})

describe.each([
  { bundler: rollupBundler, timing: 'options' },
  { bundler: rollupBundler, timing: 'buildStart' },
  { bundler: rolldownBundler, timing: 'options' },
  { bundler: viteBundler, timing: 'configResolved' },
] as const)('in $timing on $bundler.name', ({ bundler, timing }) => {
  it('a plugin that swaps its hook is restored with what the new hook made', async () => {
    const project = createProject(twoModules)
    const { cold } = await expectRestored(bundler, {
      project,
      plugins: (calls) => [swapsItsHook(timing, markerHook(calls, 'early'), markerHook(calls, 'late'))],
      rekindle: { plugins: { marker: true } },
    })
    expect([...cold.calls].sort()).toEqual(['late greeting.js', 'late main.js'])
  })

  it('a plugin that swaps its handler is restored with what the new handler made', async () => {
    const project = createProject(twoModules)
    await expectRestored(bundler, {
      project,
      plugins: (calls) => [swapsItsHandler(timing, markerHook(calls, 'early'), markerHook(calls, 'late'))],
      rekindle: { plugins: { marker: true } },
    })
  })

  it('a filter that is set late is obeyed', async () => {
    const project = createProject(twoModules)
    const { cold } = await expectRestored(bundler, {
      project,
      plugins: (calls) => [filtersLate(timing, markerHook(calls, 'late'))],
      rekindle: { plugins: { marker: true } },
    })
    expect(cold.calls).toEqual(cold.cleanCalls)
  })
})

it.each(
  [rollupBundler, rolldownBundler].flatMap((bundler) => [0, 1].map((position) => ({ bundler, position }))),
)(
  'on $bundler.name plugins that an options hook adds are restored, Rekindle at place $position',
  async ({ bundler, position }) => {
    const project = createProject(twoModules)
    const adder = (calls: HookCalls) => ({
      name: 'adder',
      options: (options: { plugins: unknown[] }) => ({
        ...options,
        plugins: [...options.plugins, marker(calls)],
      }),
    })
    await expectRestored(bundler, {
      project,
      plugins: (calls) => [adder(calls)],
      position,
      rekindle: { plugins: { marker: true } },
    })
  },
)

it.each(['pre', 'post'])('on Vite a plugin of the %s group is restored', async (enforce) => {
  const project = createProject(twoModules)
  await expectRestored(viteBundler, {
    project,
    plugins: (calls) => [{ ...marker(calls), enforce }],
    rekindle: { plugins: { marker: true } },
  })
})

it('on Vite a plugin that its own configResolved replaces asynchronously is restored', async () => {
  const project = createProject(twoModules)
  const slow = evaluateApart((hook: Hook) => {
    const plugin: Record<string, unknown> = {
      name: 'marker',
      async configResolved() {
        await new Promise((resolve) => setTimeout(resolve, 20))
        plugin['transform'] = { order: 'pre', handler: hook }
      },
    }
    return plugin
  })
  await expectRestored(viteBundler, {
    project,
    plugins: (calls) => [slow(markerHook(calls, 'slow'))],
    rekindle: { plugins: { marker: true } },
  })
})

describe.each(bundlers)('on $name', (bundler) => {
  it('an edit runs the hook for the edited module only', async () => {
    const project = createProject(twoModules)
    const scenario = {
      project,
      plugins: (calls: HookCalls) => [marker(calls)],
      rekindle: { plugins: { marker: true } },
    }
    await expectRestored(bundler, scenario)
    project.write('greeting.js', `export const greeting = 'bye'\n`)
    const { cold } = await buildTwice(bundler, scenario)
    expect(cold.calls).toEqual(['marker greeting.js'])
  })

  it('an edit taken back finds the older result', async () => {
    const project = createProject(twoModules)
    const scenario = {
      project,
      plugins: (calls: HookCalls) => [marker(calls)],
      rekindle: { plugins: { marker: true } },
    }
    await expectRestored(bundler, scenario)
    const before = project.read('greeting.js')
    project.write('greeting.js', `export const greeting = 'bye'\n`)
    await buildTwice(bundler, scenario)
    project.write('greeting.js', before)
    expect((await buildAsClean(bundler, scenario)).calls).toEqual([])
  })
})
