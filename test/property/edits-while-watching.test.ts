import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { announceSeed } from '../../packages/core/src/key/test-seed.ts'
import { evaluateApart, type HookCalls } from '../kit/in-process/define-plugin.ts'
import { placeRekindle } from '../kit/in-process/place-rekindle.ts'
import { createProjectFolder, type Project } from '../kit/in-process/project.ts'
import { type WatchingBundler, watchingBundlers } from '../kit/watch/watcher.ts'

/** Loads a module together with a text beside it, and asks for both to be watched. */
const joiner = evaluateApart((calls: HookCalls) => ({
  name: 'joiner',
  load(this: { addWatchFile(file: string): void }, id: string) {
    if (!/src.[a-d]\.js$/.test(id)) {
      return null
    }
    calls.push(id.split('/').at(-1) ?? '')
    const { readFileSync } = process.getBuiltinModule('node:fs')
    const text = id.replace(/src.([a-d])\.js$/, 'texts/$1.txt')
    this.addWatchFile(id)
    this.addWatchFile(text)
    const code = `${readFileSync(id, 'utf8')}\nconsole.log(${JSON.stringify(readFileSync(text, 'utf8'))})\n`
    return { code, map: null }
  },
}))

const names = ['a', 'b', 'c', 'd'] as const
const contentOf = (folder: 'src' | 'texts', word: string): string =>
  folder === 'src' ? `console.log('${word}')\n` : word
const fileOf = (folder: 'src' | 'texts', name: string): string =>
  `${folder}/${name}.${folder === 'src' ? 'js' : 'txt'}`

/**
 * Ways to change a file. `unseen`: another folder takes the place of its folder, of which no watcher of the file hears.
 * None keeps the size, so that what a stat can't tell isn't what is tested.
 */
const change = fc.record({
  folder: fc.constantFrom('src' as const, 'texts' as const),
  name: fc.constantFrom(...names),
  how: fc.constantFrom('in place', 'replaced', 'removed and made', 'unseen', 'touched', 'equal'),
  word: fc.integer({ min: 0, max: 99_999 }).map(String),
})

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never

function apply(project: Project, { folder, name, how, word }: Change): void {
  const file = project.path(fileOf(folder, name))
  const content = contentOf(folder, word)
  switch (how) {
    case 'in place':
      fs.writeFileSync(file, content)
      break
    case 'replaced':
      fs.writeFileSync(`${file}.new`, content)
      fs.renameSync(`${file}.new`, file)
      break
    case 'removed and made':
      fs.rmSync(file)
      fs.writeFileSync(file, content)
      break
    case 'unseen':
      fs.cpSync(project.path(folder), project.path(`${folder}.new`), {
        recursive: true,
        preserveTimestamps: true,
      })
      fs.writeFileSync(path.join(project.path(`${folder}.new`), path.basename(file)), content)
      fs.renameSync(project.path(folder), project.path(`${folder}.old`))
      fs.renameSync(project.path(`${folder}.new`), project.path(folder))
      fs.rmSync(project.path(`${folder}.old`), { recursive: true })
      break
    case 'touched':
      fs.utimesSync(file, new Date(), new Date())
      break
    case 'equal':
      fs.writeFileSync(file, fs.readFileSync(file))
      break
  }
}

const factories = {
  Rollup: () => import('unplugin-rekindle/rollup'),
  Rolldown: () => import('unplugin-rekindle/rolldown'),
  Vite: () => import('unplugin-rekindle/vite'),
}

/** Builds of a watcher, each of which is caused by an edit of the entry; gives how often the plugin ran in them. */
async function watchChanges(bundler: WatchingBundler, changes: readonly Change[]): Promise<number> {
  const imports = names.map((name) => `import './src/${name}.js'`).join('\n')
  const mainOf = (edition: number): string => `${imports}\nconsole.log('edition ${edition}')\n`
  const project = createProjectFolder({
    'main.js': mainOf(0),
    ...Object.fromEntries(
      names.flatMap((name) => [
        [fileOf('src', name), contentOf('src', name)],
        [fileOf('texts', name), contentOf('texts', name)],
      ]),
    ),
  })
  const cwd = process.cwd()
  process.chdir(project.root)
  const calls: HookCalls = []
  const { default: factory } = await factories[bundler.name as keyof typeof factories]()
  const options = { plugins: { joiner: true }, compare: 'times' } as const
  const rekindle = placeRekindle(project.root, factory, options, [])
  // Time passes quickly: what was watched for some seconds is believed.
  const now = Date.now.bind(Date)
  let ahead = 0
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + ahead)
  const watcher = await bundler.watch([rekindle, joiner(calls)], 'watched')
  const settled = (): Promise<unknown> =>
    vi.waitFor(() => expect(watcher.last()).toBe('built'), { timeout: 20_000, interval: 10 })
  try {
    await settled()
    calls.splice(0)
    for (const [index, one] of changes.entries()) {
      ahead += 5000
      await delay(50)
      apply(project, one)
      await delay(120)
      await settled()
      project.write('main.js', mainOf(index + 1))
      await bundler.build([joiner([])], 'clean')
      const truth = project.read('clean/main.js')
      await vi.waitFor(() => expect(project.read('watched/main.js'), `after change ${index}`).toBe(truth), {
        timeout: 10_000,
        interval: 10,
      })
      await settled()
    }
    return calls.length
  } finally {
    clock.mockRestore()
    await watcher.close()
    process.chdir(cwd)
    fs.rmSync(project.root, { recursive: true, force: true })
  }
}

const isNightly = process.env['REKINDLE_NIGHTLY'] === '1'
const tested = watchingBundlers.filter(({ name }) =>
  (isNightly ? ['Rollup', 'Rolldown', 'Vite'] : ['Rollup', 'Rolldown']).includes(name),
)

it.each(tested)(
  'whatever happens to files while $name watches, its next build is a clean one',
  async (bundler) => {
    const seed = announceSeed(`edits while ${bundler.name} watches`)
    const steps = 10
    let ran = 0
    let built = 0
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: steps, maxLength: steps }), async (changes) => {
        ran += await watchChanges(bundler, changes)
        built += changes.length
      }),
      { numRuns: isNightly ? 15 : 1, seed, endOnFailure: !isNightly },
    )
    // Most modules come from the cache in most builds, of which there are two for most changes.
    expect(ran).toBeLessThan(built * names.length)
  },
)
