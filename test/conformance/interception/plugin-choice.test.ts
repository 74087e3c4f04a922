import type { RekindleOptions } from 'unplugin-rekindle'
import { describe, expect, it } from 'vitest'
import { buildAsClean, buildTwice, bundlers, expectRestored } from '../../kit/in-process/compare-builds.ts'
import type { HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker, twoModules } from '../../kit/in-process/marker-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

/** Calls of the warm build by the options; the cold build calls each plugin for both modules. */
const choices: readonly (readonly [text: string, options: RekindleOptions, warmCalls: readonly string[]])[] =
  [
    ['nothing is said of plugins', {}, ['one greeting.js', 'one main.js', 'two greeting.js', 'two main.js']],
    ['one is opted in', { plugins: { one: true } }, ['two greeting.js', 'two main.js']],
    ['all are opted in', { plugins: { '*': true } }, []],
    ['all but one are opted in', { plugins: { '*': true, two: false } }, ['two greeting.js', 'two main.js']],
    [
      'modules are included',
      { plugins: { '*': true }, include: '**/main.js' },
      ['one greeting.js', 'two greeting.js'],
    ],
    ['modules are excluded', { plugins: { '*': true }, exclude: [/main/] }, ['one main.js', 'two main.js']],
    [
      'Rekindle is not enabled',
      { enabled: false, plugins: { '*': true } },
      ['one greeting.js', 'one main.js', 'two greeting.js', 'two main.js'],
    ],
  ]

describe.each(bundlers)('on $name', (bundler) => {
  it.each(choices)('when %s, the warm build runs what it must', async (_text, rekindle, warmCalls) => {
    const project = createProject(twoModules)
    const plugins = (calls: HookCalls) => [marker(calls, 'one'), marker(calls, 'two')]
    const { cold, warm } = await buildTwice(bundler, { project, plugins, rekindle })
    expect(cold.calls).toHaveLength(4)
    expect([...warm.calls].sort()).toEqual(warmCalls)
  })

  it('another key starts over, the former one finds its results again', async () => {
    const project = createProject(twoModules)
    const scenario = (key: string) => ({
      project,
      plugins: (calls: HookCalls) => [marker(calls)],
      rekindle: { key, plugins: { marker: true } },
    })
    await expectRestored(bundler, scenario('a'))
    await expectRestored(bundler, scenario('b'))
    expect((await buildAsClean(bundler, scenario('a'))).calls).toEqual([])
  })

  it('tells of each plugin with hooks whether it is cached, and why', async () => {
    const project = createProject(twoModules)
    const { events } = await buildAsClean(bundler, {
      project,
      plugins: (calls) => [marker(calls, 'one'), marker(calls, 'two'), marker(calls, 'three')],
      rekindle: { plugins: { one: true, two: false } },
    })
    const told = events.flatMap((event) =>
      event.kind === 'plugin' ? [[event.plugin, event.verdict, event.why]] : [],
    )
    expect(told.filter(([name]) => ['one', 'two', 'three'].includes(String(name)))).toEqual([
      ['one', 'cached', 'opted in by the option `plugins`'],
      ['two', 'uncached', 'left out by the option `plugins`'],
      ['three', 'candidate', 'unknown, and may be cached by its shape'],
    ])
  })
})
