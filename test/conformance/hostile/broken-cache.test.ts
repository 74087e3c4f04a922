import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildTwice, expectRestored, rollupAndVite } from '../../kit/in-process/compare-builds.ts'
import type { HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker, twoModules } from '../../kit/in-process/marker-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

const plugins = (calls: HookCalls) => [marker(calls)]

describe.each(rollupAndVite)('on $name', (bundler) => {
  it('a listener that throws changes nothing', async () => {
    const project = createProject(twoModules)
    await expectRestored(bundler, {
      project,
      plugins,
      rekindle: {
        plugins: { marker: true },
        onEvent() {
          throw new Error('listener')
        },
      },
    })
  })

  it.each([
    ['is a file', 'main.js'],
    ['is below a file', 'main.js/cache'],
    ['cannot be made', '/proc/rekindle/cache'],
  ])('a cache folder that %s leaves the build as it is, and one event says so', async (_text, cacheDir) => {
    const project = createProject(twoModules)
    const { cold, warm } = await buildTwice(bundler, {
      project,
      plugins,
      rekindle: { cacheDir, plugins: { marker: true } },
    })
    expect(cold.calls).toHaveLength(2)
    expect(warm.calls).toHaveLength(2)
    const failures = cold.events.filter(({ kind }) => kind === 'write-failed' || kind === 'cache-failed')
    expect(failures).toHaveLength(1)
  })

  it('a cache that is deleted in mid-build is made anew', async () => {
    const project = createProject(twoModules)
    const cache = path.join(project.root, 'cache')
    const vandal = {
      name: 'vandal',
      transform() {
        fs.rmSync(cache, { recursive: true, force: true })
        return null
      },
    }
    const scenario = { project, rekindle: { cacheDir: 'cache', plugins: { marker: true } } }
    await expectRestored(bundler, { ...scenario, plugins })
    await buildTwice(bundler, { ...scenario, plugins: (calls) => [vandal, marker(calls)] })
    await buildTwice(bundler, { ...scenario, plugins: (calls) => [marker(calls), vandal] })
    await buildTwice(bundler, { ...scenario, plugins })
    expect((await buildTwice(bundler, { ...scenario, plugins })).warm.calls).toEqual([])
  })
})
