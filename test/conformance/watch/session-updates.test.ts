import fs from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { PluginBuild } from 'esbuild'
import { expect, it, onTestFinished, vi } from 'vitest'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'
import { optionsOfWatchers } from '../../kit/snapshot/records-whole-builds.ts'
import { watchingBundlers } from '../../kit/watch/watcher.ts'

const MODULES = 500
/** How long a file must have been watched, with some time besides, ms. */
const TRUSTED_MS = 2500
const SETTLED = { timeout: 30_000, interval: 20 }

/** Reads each module itself, as compilers do that are given a path; no bundler watches a module that a hook has loaded. */
const reader = evaluateApart((calls: HookCalls) => ({
  name: 'reader',
  load(this: { addWatchFile(file: string): void }, id: string) {
    if (!/m\d+\.js$/.test(id)) {
      return null
    }
    calls.push(id.split('/').at(-1) ?? '')
    this.addWatchFile(id)
    const text = process.getBuiltinModule('node:fs').readFileSync(id, 'utf8')
    return { code: text.replace('NAME', JSON.stringify(id.split('/').at(-1))), map: null }
  },
}))

const moduleText = (index: number, edition: string): string =>
  `export const m${index} = [NAME, ${index}, '${edition}']\n`

function createLargeProject(): Project {
  const numbers = [...Array(MODULES).keys()]
  return createProject({
    'main.js': numbers.map((index) => `export * from './src/m${index}.js'`).join('\n'),
    ...Object.fromEntries(numbers.map((index) => [`src/m${index}.js`, moduleText(index, 'first')])),
  })
}

const factories = {
  Rollup: () => import('unplugin-rekindle/rollup'),
  Rolldown: () => import('unplugin-rekindle/rolldown'),
  Vite: () => import('unplugin-rekindle/vite'),
}
const isNightly = process.env['REKINDLE_NIGHTLY'] === '1'
// Vite's watcher is Rolldown's, and Rollup makes many builds of five hundred edits.
const names = (isNightly ? ['Rollup', 'Rolldown', 'Vite'] : ['Rolldown']) as (keyof typeof factories)[]

it.each(names)(
  'a rebuild of %s looks at what has changed, and not at the 499 other modules',
  async (name) => {
    const bundler = watchingBundlers.find((one) => one.name === name)!
    const project = createLargeProject()
    const calls: HookCalls = []
    const { default: factory } = await factories[name]()
    // Where CI is set contents are compared, whatever a watcher tells.
    const options = { plugins: { reader: true }, compare: 'times' } as const
    const watcher = await bundler.watch(
      [placeRekindle(project.root, factory, { ...optionsOfWatchers, ...options }, []), reader(calls)],
      'watched',
    )
    onTestFinished(async () => {
      await watcher.close()
    })
    await vi.waitFor(() => expect(watcher.last()).toBe('built'), SETTLED)
    expect(new Set(calls).size).toBe(MODULES)

    const stat = vi.spyOn(fs, 'statSync')
    onTestFinished(() => stat.mockRestore())
    /** The hooks that ran for a change, and the modules that were looked at. */
    const after = async (change: () => void, isBuilt: () => boolean) => {
      calls.splice(0)
      stat.mockClear()
      change()
      await vi.waitFor(() => expect(isBuilt()).toBe(true), SETTLED)
      await vi.waitFor(() => expect(watcher.last()).toBe('built'), SETTLED)
      await delay(300)
      const looks = stat.mock.calls
        .map(([file]) => String(file))
        .filter((file) => /src\/m\d+\.js$/.test(file))
      return { ran: [...new Set(calls)].sort(), looked: new Set(looks).size }
    }
    const edit = (index: number, edition: string) =>
      after(
        () => project.write(`src/m${index}.js`, moduleText(index, edition)),
        () => project.read('watched/main.js').includes(edition),
      )

    await delay(TRUSTED_MS)
    const first = await edit(1, 'second')
    expect(first.ran).toEqual(['m1.js'])
    // From now on each state is one that was looked up while the file was watched.
    expect(first.looked).toBe(MODULES)

    await delay(300)
    const second = await edit(2, 'third')
    expect(second.ran.filter((file) => file !== 'm1.js')).toEqual(['m2.js'])
    expect(second.looked).toBeLessThanOrEqual(5)

    const written = fs.statSync(project.path('watched/main.js')).mtimeMs
    const touchedAtMs = Date.now()
    const touched = await after(
      () => {
        fs.utimesSync(project.path('src/m3.js'), new Date(), new Date())
        fs.writeFileSync(project.path('src/m4.js'), project.read('src/m4.js'))
      },
      () => Date.now() > touchedAtMs + 1000,
    )
    expect(touched.ran.filter((file) => !['m1.js', 'm2.js'].includes(file))).toEqual([])
    expect(fs.statSync(project.path('watched/main.js')).mtimeMs).toBe(written)

    const all = await after(
      () => {
        for (const index of Array(MODULES).keys()) {
          project.write(`src/m${index}.js`, moduleText(index, 'last'))
        }
      },
      () => !/first|second|third/.test(project.read('watched/main.js')),
    )
    expect(all.ran).toHaveLength(MODULES)
    await bundler.build([reader([])], 'clean')
    expect(project.read('watched/main.js')).toBe(project.read('clean/main.js'))
  },
)

const esbuildReader = evaluateApart((calls: HookCalls) => ({
  name: 'reader',
  setup(build: PluginBuild) {
    build.onLoad({ filter: /m\d+\.js$/ }, ({ path: id }) => {
      const name = id.split('/').at(-1) ?? ''
      calls.push(name)
      const text = process.getBuiltinModule('node:fs').readFileSync(id, 'utf8')
      return { contents: text.replace('NAME', JSON.stringify(name)), watchFiles: [id] }
    })
  },
}))

// Esbuild tells nobody of changes: it looks at times itself, and so does Rekindle.
it.runIf(isNightly)('five hundred edits at once end right on esbuild', async () => {
  const bundler = watchingBundlers.find(({ name }) => name === 'esbuild')!
  const project = createLargeProject()
  const calls: HookCalls = []
  const { default: factory } = await import('unplugin-rekindle/esbuild')
  const rekindle = placeRekindle(
    project.root,
    factory,
    { ...optionsOfWatchers, plugins: { reader: true } },
    [],
  )
  const watcher = await bundler.watch([rekindle, esbuildReader(calls)], 'watched')
  onTestFinished(async () => {
    await watcher.close()
  })
  await vi.waitFor(() => expect(watcher.last()).toBe('built'), SETTLED)
  await delay(300)
  calls.splice(0)
  for (const index of Array(MODULES).keys()) {
    project.write(`src/m${index}.js`, moduleText(index, 'last'))
  }
  await bundler.build([esbuildReader([])], 'clean')
  const truth = project.read('clean/main.js')
  await vi.waitFor(() => expect(project.read('watched/main.js')).toBe(truth), SETTLED)
  expect(new Set(calls).size).toBe(MODULES)
})
