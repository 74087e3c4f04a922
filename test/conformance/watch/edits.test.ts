import fs from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { PluginBuild } from 'esbuild'
import { expect, it, onTestFinished, vi } from 'vitest'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker } from '../../kit/in-process/marker-plugin.ts'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'
import { optionsOfWatchers } from '../../kit/snapshot/records-whole-builds.ts'
import { type WatchingBundler, watchingBundlers } from '../../kit/watch/watcher.ts'

/** Marks each module as `marker` does. */
const esbuildMarker = evaluateApart((calls: HookCalls) => ({
  name: 'marker',
  setup(build: PluginBuild) {
    build.onLoad({ filter: /\.js$/ }, async ({ path }) => {
      calls.push(`marker ${path.split('/').at(-1)}`)
      const text = await process.getBuiltinModule('node:fs').promises.readFile(path, 'utf8')
      return { contents: `${text}\nglobalThis.marks += 'marker'\n`, watchFiles: [path] }
    })
  },
}))

const files = {
  'main.js': `export { greeting } from './greeting.js'\n`,
  'greeting.js': `export const greeting = 'hello'\n`,
  'quiet.js': `export const quiet = 'never edited'\n`,
  'more.js': `export { quiet } from './quiet.js'\n`,
}
const withMore = `export { greeting } from './greeting.js'\nexport { quiet } from './more.js'\n`
const withAdded = `${withMore}export { added } from './added.js'\n`
const withRenamed = `${withMore}export { added } from './renamed.js'\n`
const added = `export const added = 'added'\n`

interface Step {
  readonly what: string
  readonly change: (project: Project) => void
  /** Modules whose hook must run. */
  readonly runs: readonly string[]
  /** Modules whose hook may run besides, since a file that has just changed isn't trusted. */
  readonly mayRun?: readonly string[]
  readonly fails?: boolean
  /** True when a bundler may do nothing at all. */
  readonly isSilent?: boolean
}

const steps: readonly Step[] = [
  {
    what: 'an import more',
    change: (project) => project.write('main.js', withMore),
    runs: ['main.js', 'more.js', 'quiet.js'],
  },
  {
    what: 'an edit',
    change: (project) => project.write('greeting.js', `export const greeting = 'bye'\n`),
    runs: ['greeting.js'],
  },
  {
    what: 'a touch',
    change: (project) => fs.utimesSync(project.path('greeting.js'), new Date(), new Date()),
    runs: [],
    mayRun: ['greeting.js'],
    isSilent: true,
  },
  {
    what: 'a new file',
    change(project) {
      project.write('added.js', added)
      project.write('main.js', withAdded)
    },
    runs: ['added.js', 'main.js'],
  },
  {
    what: 'a syntax error',
    change: (project) => project.write('added.js', 'export const added = ='),
    runs: ['added.js'],
    fails: true,
  },
  {
    what: 'its correction',
    change: (project) => project.write('added.js', added),
    runs: [],
    mayRun: ['added.js'],
  },
  {
    what: 'a file under another name',
    change(project) {
      project.rename('added.js', 'renamed.js')
      project.write('main.js', withRenamed)
    },
    runs: ['main.js', 'renamed.js'],
  },
  {
    what: 'a file that is deleted',
    change(project) {
      project.write('main.js', withMore)
      project.remove('renamed.js')
    },
    runs: [],
    mayRun: ['main.js'],
  },
  {
    what: 'an edit taken back',
    change: (project) => project.write('greeting.js', files['greeting.js']),
    runs: [],
    mayRun: ['greeting.js'],
  },
]

function pluginsOf({ takes }: (typeof watchingBundlers)[number], calls: HookCalls): unknown[] {
  return [takes === 'esbuild' ? esbuildMarker(calls) : marker(calls)]
}

async function rekindleFor({ name }: WatchingBundler, project: Project): Promise<unknown> {
  const factories = {
    Rollup: () => import('unplugin-rekindle/rollup'),
    Rolldown: () => import('unplugin-rekindle/rolldown'),
    Vite: () => import('unplugin-rekindle/vite'),
    esbuild: () => import('unplugin-rekindle/esbuild'),
  }
  const { default: factory } = await factories[name as keyof typeof factories]()
  return placeRekindle(project.root, factory, { ...optionsOfWatchers, plugins: { marker: true } }, [])
}

function outputIn(project: Project, folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['main.js', 'main.js.map'].map((file) => [file, project.read(`${folder}/${file}`)]),
  )
}

it.each(watchingBundlers)(
  '$name gives the right output after each change, and runs the hooks of what has changed',
  async (bundler) => {
    const project = createProject(files)
    const calls: HookCalls = []
    const watcher = await bundler.watch(
      [await rekindleFor(bundler, project), ...pluginsOf(bundler, calls)],
      'watched',
    )
    onTestFinished(async () => {
      await watcher.close()
    })
    const settled = async (expected: 'built' | 'failed'): Promise<void> => {
      await vi.waitFor(() => expect(watcher.last()).toBe(expected), { timeout: 20_000, interval: 20 })
    }
    await settled('built')
    expect([...calls].sort()).toEqual(['marker greeting.js', 'marker main.js'])
    for (const { what, change, runs, mayRun = [], fails = false, isSilent = false } of steps) {
      // What came before has settled: also the events of a bundler that looks at times.
      await delay(300)
      calls.splice(0)
      change(project)
      if (fails) {
        await settled('failed')
      } else if (isSilent) {
        await delay(1000)
      } else {
        await bundler.build(pluginsOf(bundler, []), 'clean')
        const truth = outputIn(project, 'clean')
        await vi.waitFor(() => expect(outputIn(project, 'watched'), what).toEqual(truth), {
          timeout: 20_000,
          interval: 50,
        })
        await settled('built')
      }
      const ran = new Set(calls.map((call) => call.replace('marker ', '')))
      expect([...ran].filter((file) => !mayRun.includes(file)).sort(), what).toEqual(
        runs.filter((file) => !mayRun.includes(file)),
      )
    }
    await bundler.build(pluginsOf(bundler, []), 'clean')
    expect(outputIn(project, 'watched')).toEqual(outputIn(project, 'clean'))
  },
)

it.each(watchingBundlers)('a second watch of $name finds what the first has made', async (bundler) => {
  const project = createProject(files)
  const watch = async (calls: HookCalls) => {
    vi.resetModules()
    const plugins = [await rekindleFor(bundler, project), ...pluginsOf(bundler, calls)]
    const watcher = await bundler.watch(plugins, 'watched')
    await vi.waitFor(() => expect(watcher.last()).toBe('built'), { timeout: 20_000 })
    return watcher
  }
  const first = await watch([])
  await delay(300)
  project.write('greeting.js', `export const greeting = 'bye'\n`)
  await vi.waitFor(() => expect(project.read('watched/main.js')).toContain('bye'), { timeout: 20_000 })
  await vi.waitFor(() => expect(first.last()).toBe('built'), { timeout: 20_000 })
  await first.close()
  const calls: HookCalls = []
  const second = await watch(calls)
  await second.close()
  await bundler.build(pluginsOf(bundler, []), 'clean')
  expect(outputIn(project, 'watched')).toEqual(outputIn(project, 'clean'))
  expect(calls).toEqual([])
})
