import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { PluginBuild } from 'esbuild'
import type { RekindleOptions } from 'unplugin-rekindle'
import { expect, it, onTestFinished, vi } from 'vitest'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'
import { optionsOfWatchers } from '../../kit/snapshot/records-whole-builds.ts'
import { type WatchingBundler, watchingBundlers } from '../../kit/watch/watcher.ts'

type Delta = Parameters<NonNullable<RekindleOptions['onDelta']>>[0]

/** Puts the text of `words.txt` in place of WORDS. */
const rollupWords = evaluateApart((calls: HookCalls) => ({
  name: 'words',
  transform(this: { addWatchFile(file: string): void }, code: string, id: string) {
    if (!/\.js$/.test(id) || id.startsWith('\0')) {
      return null
    }
    calls.push(id.split('/').at(-1) ?? '')
    if (!code.includes('WORDS')) {
      return { code: `${code}\nglobalThis.seen = 1\n`, map: null }
    }
    const file = id.replace(/[^/]+$/, 'words.txt')
    this.addWatchFile(file)
    const words = process.getBuiltinModule('node:fs').readFileSync(file, 'utf8')
    return { code: code.replace('WORDS', JSON.stringify(words)), map: null }
  },
}))
const esbuildWords = evaluateApart((calls: HookCalls) => ({
  name: 'words',
  setup(build: PluginBuild) {
    build.onLoad({ filter: /\.js$/ }, ({ path: id }) => {
      calls.push(id.split('/').at(-1) ?? '')
      const { readFileSync } = process.getBuiltinModule('node:fs')
      const code = readFileSync(id, 'utf8')
      if (!code.includes('WORDS')) {
        return { contents: `${code}\nglobalThis.seen = 1\n`, watchFiles: [id] }
      }
      const file = id.replace(/[^/]+$/, 'words.txt')
      const words = readFileSync(file, 'utf8')
      return { contents: code.replace('WORDS', JSON.stringify(words)), watchFiles: [id, file] }
    })
  },
}))

const main = `import('./lazy.js')\nimport('./worded.js')\n`
const files = {
  'main.js': `${main}console.log('main')\n`,
  'lazy.js': `console.log('lazy')\n`,
  'worded.js': `console.log(WORDS)\n`,
  'words.txt': 'first words',
}

/** What a change must do. Modules and files are named without `.js`. */
interface Step {
  readonly what: string
  readonly change: (project: Project) => void
  /** Modules whose hooks run; those that were changed just before may run once more. */
  readonly runs: readonly string[]
  readonly mayRun?: readonly string[]
  /** Outputs that get another time; their maps may. */
  readonly writes: readonly string[]
  readonly delta: Readonly<Record<'added' | 'changed' | 'removed', readonly string[]>> | null
  readonly fails?: true
}

const none = { added: [], changed: [], removed: [] }
const withNew = `${main}import('./new.js')\nconsole.log('main')\n`
const withOther = `${main}import('./other.js')\nconsole.log('main')\n`

const steps: readonly Step[] = [
  {
    what: 'an edit',
    change: (project) => project.write('lazy.js', `console.log('edited')\n`),
    runs: ['lazy'],
    writes: ['lazy'],
    delta: { ...none, changed: ['lazy'] },
  },
  {
    what: 'a touch and an equal rewrite',
    change(project) {
      fs.utimesSync(project.path('main.js'), new Date(), new Date())
      fs.writeFileSync(project.path('worded.js'), project.read('worded.js'))
    },
    runs: [],
    writes: [],
    delta: null,
  },
  {
    what: 'a file that a plugin has read',
    change: (project) => project.write('words.txt', 'second words'),
    runs: ['worded'],
    // Of a plugin that nobody knows, what it has read may be in all of its results.
    mayRun: ['lazy', 'main'],
    writes: ['worded'],
    delta: { ...none, changed: ['worded'] },
  },
  {
    what: 'a new file',
    change(project) {
      project.write('new.js', `console.log('new')\n`)
      project.write('main.js', withNew)
    },
    runs: ['main', 'new'],
    writes: ['main', 'new'],
    delta: { ...none, added: ['new'], changed: ['main'] },
  },
  {
    what: 'a syntax error',
    change: (project) => project.write('lazy.js', `console.log('edited'\n`),
    runs: ['lazy'],
    writes: [],
    delta: null,
    fails: true,
  },
  {
    what: 'its correction',
    change: (project) => project.write('lazy.js', `console.log('mended')\n`),
    runs: ['lazy'],
    writes: ['lazy'],
    delta: { ...none, changed: ['lazy'] },
  },
  {
    what: 'another name',
    change(project) {
      project.rename('new.js', 'other.js')
      project.write('main.js', withOther)
    },
    runs: ['main', 'other'],
    writes: ['main', 'other'],
    delta: { added: ['other'], changed: ['main'], removed: ['new'] },
  },
  {
    what: 'a deleted file',
    change(project) {
      project.write('main.js', `${main}console.log('without')\n`)
      project.remove('other.js')
    },
    runs: ['main'],
    writes: ['main'],
    delta: { ...none, changed: ['main'], removed: ['other'] },
  },
  {
    what: 'an output that somebody has edited',
    change(project) {
      project.write('watched/worded.js', 'by hand')
      project.write('lazy.js', `console.log('edited again')\n`)
    },
    runs: ['lazy'],
    writes: ['lazy', 'worded'],
    delta: { ...none, changed: ['lazy'] },
  },
]

const isOutput = (file: string): boolean => file.endsWith('.js')
const nameOf = (file: string): string => path.basename(file, '.js')

/** Modification times of outputs, by name. */
function timesIn(project: Project): ReadonlyMap<string, number> {
  const outputs = fs.readdirSync(project.path('watched')).filter(isOutput)
  return new Map(outputs.map((file) => [nameOf(file), fs.statSync(project.path(`watched/${file}`)).mtimeMs]))
}

function contentsIn(project: Project, folder: string): Readonly<Record<string, string>> {
  const outputs = fs.readdirSync(project.path(folder)).filter(isOutput)
  return Object.fromEntries(outputs.map((file) => [file, project.read(`${folder}/${file}`)]))
}

const factories = {
  Rollup: () => import('unplugin-rekindle/rollup'),
  Rolldown: () => import('unplugin-rekindle/rolldown'),
  Vite: () => import('unplugin-rekindle/vite'),
  esbuild: () => import('unplugin-rekindle/esbuild'),
}

/** What reads a file that was written a moment ago isn't kept, since another change of it could go unseen. */
async function projectAtRest(): Promise<Project> {
  const project = createProject(files)
  await delay(100)
  return project
}

async function watchProject(bundler: WatchingBundler, project: Project) {
  const calls: HookCalls = []
  const deltas: Delta[] = []
  const wordsOf = bundler.name === 'esbuild' ? esbuildWords : rollupWords
  const { default: factory } = await factories[bundler.name as keyof typeof factories]()
  const options = { plugins: { words: true }, onDelta: (delta: Delta) => void deltas.push(delta) }
  const watcher = await bundler.watch(
    [placeRekindle(project.root, factory, { ...optionsOfWatchers, ...options }, []), wordsOf(calls)],
    'watched',
  )
  onTestFinished(async () => {
    await watcher.close()
  })
  const cleanly = async (): Promise<Readonly<Record<string, string>>> => {
    fs.rmSync(project.path('clean'), { recursive: true, force: true })
    await bundler.build([wordsOf([])], 'clean')
    return contentsIn(project, 'clean')
  }
  return { watcher, calls, deltas, cleanly }
}

/** Several builds may come of one change: what all of them changed. */
function totalOf(deltas: readonly Delta[]): Step['delta'] {
  const namesOf = (list: 'added' | 'changed' | 'removed'): string[] =>
    [
      ...new Set(
        deltas
          .flatMap((delta) => delta[list].map(({ file }) => file))
          .filter(isOutput)
          .map(nameOf),
      ),
    ].sort()
  return { added: namesOf('added'), changed: namesOf('changed'), removed: namesOf('removed') }
}

it.each(watchingBundlers)(
  '$name runs the hooks and renews the outputs that a change reaches, and no others',
  async (bundler) => {
    const project = await projectAtRest()
    const { watcher, calls, deltas, cleanly } = await watchProject(bundler, project)
    const settled = async (expected: 'built' | 'failed'): Promise<void> => {
      await vi.waitFor(() => expect(watcher.last()).toBe(expected), { timeout: 20_000, interval: 20 })
    }
    await settled('built')
    await delay(300)
    expect(totalOf(deltas)).toEqual({ ...none, added: ['lazy', 'main', 'worded'] })
    let before = timesIn(project)
    let last: readonly string[] = []
    let hasFailed = false
    for (const { what, change, runs, mayRun = [], writes, delta, fails } of steps) {
      calls.splice(0)
      deltas.splice(0)
      change(project)
      if (fails === true) {
        await settled('failed')
      } else if (delta === null) {
        await delay(700)
      } else {
        const truth = await cleanly()
        await vi.waitFor(
          () => expect(contentsIn(project, 'watched'), what).toEqual(expect.objectContaining(truth)),
          { timeout: 20_000, interval: 30 },
        )
      }
      // Also what a bundler does that looks at times.
      await delay(300)
      await settled(fails === true ? 'failed' : 'built')
      const ran = [...new Set(calls.map(nameOf))].filter(
        (name) => runs.includes(name) || ![...last, ...mayRun].includes(name),
      )
      expect(ran.sort(), what).toEqual([...runs])
      if (delta === null) {
        expect(totalOf(deltas), what).toEqual(none)
      } else {
        expect(totalOf(deltas), what).toEqual(delta)
      }
      // Esbuild removes its outputs when a build fails, and writes all of them anew.
      const isAnew = bundler.name === 'esbuild' && (fails === true || hasFailed)
      const now = fails === true ? before : timesIn(project)
      const renewed = [...now].filter(([name, time]) => before.get(name) !== time).map(([name]) => name)
      if (!isAnew) {
        expect(renewed.sort(), what).toEqual([...writes])
      }
      hasFailed = fails === true
      before = now
      last = [...runs, ...mayRun]
    }
  },
)

it.each(watchingBundlers)(
  'a watch of $name after an edit of the config runs all hooks, and finds that nothing else is written',
  async (bundler) => {
    const project = await projectAtRest()
    const first = await watchProject(bundler, project)
    const built = async ({ watcher }: typeof first): Promise<void> => {
      await vi.waitFor(() => expect(watcher.last()).toBe('built'), { timeout: 20_000, interval: 20 })
      await delay(100)
      await watcher.close()
    }
    await built(first)
    const config = project.read('rekindle-place.cjs')
    project.write('rekindle-place.cjs', `// edited\n${config}`)
    vi.resetModules()
    const second = await watchProject(bundler, project)
    await built(second)
    expect([...new Set(second.calls.map(nameOf))].sort()).toEqual(['lazy', 'main', 'worded'])
    expect(totalOf(second.deltas)).toEqual(none)
    const reasons = second.deltas.flatMap(({ modules }) => modules.map(({ reason }) => reason.kind))
    expect(new Set(reasons)).toEqual(new Set(['toolchain-changed']))
    expect(contentsIn(project, 'watched')).toEqual(await second.cleanly())
  },
)
