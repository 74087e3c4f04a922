import fs from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { evaluateApart } from '../../kit/in-process/define-plugin.ts'
import { placeRekindle } from '../../kit/in-process/place-rekindle.ts'
import { createProject } from '../../kit/in-process/project.ts'
import {
  buildClean,
  buildWhole,
  createWholeProject,
  type WholeBundler,
  wholeBundlers,
} from '../../kit/in-process/whole-builds.ts'

const files = {
  'main.js': "import { a } from './a.js'\nexport const main = a\n",
  'a.js': 'export const a = 1\n',
}

/** Plugins of two builds of a process, of which the second one tells what the first one has seen. */
const gatherers = evaluateApart(() => {
  const seen: string[] = []
  const gathers = {
    name: 'gathers',
    transform(_code: string, id: string): null {
      seen.push(id.split('/').at(-1) ?? '')
      return null
    },
  }
  const tells = {
    name: 'tells',
    renderChunk: (code: string) => ({ code: `${code}/* ${seen.join()} */\n`, map: null }),
  }
  return { gathers, tells }
})

/** Two builds, one after the other, by which bundler it may be. */
const inARow: WholeBundler = {
  name: 'rollup',
  build: async (project, _request, rekindle) => {
    const { rollup } = await import('rollup')
    const { gathers, tells } = gatherers()
    for (const [input, plugin, dir] of [
      ['main.js', gathers, 'dist/one'],
      ['other.js', tells, 'dist/two'],
    ] as const) {
      const own = rekindle.length > 0 ? await another(project.root) : null
      const bundle = await rollup({ input, plugins: [plugin, own as never] })
      await bundle.write({ dir })
      await bundle.close()
    }
  },
}

const told: string[] = []

/** Each config has a plugin of its own. */
async function another(root: string): Promise<unknown> {
  const { default: factory } = await import('unplugin-rekindle/rollup')
  const { wordsOfEvent } = await import('../../kit/snapshot/words-of-event.ts')
  return placeRekindle(
    root,
    factory as never,
    { snapshot: true, verify: false, onEvent: (event) => told.push(...wordsOfEvent(event)) },
    [],
  )
}

it('a build that needs what another one of its process has gathered finds it, though that one was restored', async () => {
  const project = createWholeProject({ ...files, 'other.js': 'export const other = 1\n' })
  const clean = await buildClean(inARow, project, {})
  expect(Object.values(clean).join()).toContain('main.js,a.js')
  expect((await buildWhole(inARow, project, {})).files).toEqual(clean)
  told.length = 0
  const again = await buildWhole(inARow, project, {})
  expect(again.files, told.join('; ')).toEqual(clean)
  expect(told).toContain('restored')
  project.write('other.js', 'export const other = 2\n')
  told.length = 0
  const edited = await buildWhole(inARow, project, {})
  expect(edited.files, told.join('; ')).toEqual(await buildClean(inARow, project, {}))
})

it('what a build does beside its outputs is seen, though another one begins meanwhile', async () => {
  const project = createWholeProject(files)
  const writes = {
    name: 'writes',
    buildStart: () => fs.writeFileSync('beside.txt', 'text'),
    // The other build begins now.
    resolveId: () => delay(150).then(() => null),
  }
  const overlapping: WholeBundler = {
    name: 'rollup',
    build: async (_, __, rekindle) => {
      const { rollup } = await import('rollup')
      const one = async (plugin: object, dir: string, own: unknown): Promise<void> => {
        const bundle = await rollup({ input: 'main.js', plugins: [plugin as never, own as never] })
        await bundle.write({ dir })
        await bundle.close()
      }
      const second = await another(project.root)
      await Promise.all([
        one(writes, 'dist/one', rekindle[0]),
        delay(75).then(() => one({ name: 'nothing' }, 'dist/two', second)),
      ])
    },
  }
  const built = await buildWhole(overlapping, project, {})
  expect(built.told).toEqual(['missed: new', 'declined: written beside.txt'])
})

for (const bundler of wholeBundlers) {
  it(`on ${bundler.name} a build inside of another one leaves neither of them wrong`, async () => {
    const project = createWholeProject({ ...files, 'inner.js': 'export const inner = 1\n' })
    const nested = (): object => ({
      name: 'nested',
      async buildStart() {
        const { rollup } = await import('rollup')
        const { default: factory } = await import('unplugin-rekindle/rollup')
        const cache = await rollup({ input: 'inner.js' })
        const { cache: earlier } = cache
        // A use that isn't recorded.
        const own = placeRekindle(project.root, factory as never, { snapshot: true }, []) as never
        const bundle = await rollup({ input: 'inner.js', plugins: [own], ...(earlier && { cache: earlier }) })
        await bundle.generate({})
        await bundle.close()
      },
      renderChunk: (code: string) => ({
        code: `${code}/* ${fs.readFileSync('a.js', 'utf8').length} */`,
        map: null,
      }),
    })
    for (const text of ['export const a = 1\n', 'export const a = 22\n', 'export const a = 333\n']) {
      fs.writeFileSync(project.path('a.js'), text)
      const clean = await buildClean(bundler, project, { plugins: [nested()] })
      const built = await buildWhole(bundler, project, { plugins: [nested()] })
      expect(built.told.at(-1)).toBe('declined: use another build inside of this one')
      expect(built.files).toEqual(clean)
    }
  })
}

it('plugins that others give for an environment count as well', async () => {
  const vite = wholeBundlers.find(({ name }) => name === 'vite') as WholeBundler
  const project = createWholeProject(files)
  const giver = { name: 'giver', applyToEnvironment: () => ({ name: 'given', writeBundle() {} }) }
  const added = {
    name: 'adds',
    options: (options: { plugins: unknown }) => ({
      ...options,
      plugins: [options.plugins, { name: 'given', writeBundle() {} }],
    }),
  }
  for (const plugin of [giver, added]) {
    const { told } = await buildWhole(vite, project, { plugins: [plugin] })
    expect(told.at(-1), plugin.name).toBe('declined: hook given writeBundle')
  }
})

it('client and server by one builder are built each time', async () => {
  const { createBuilder } = await import('vite')
  const project = createWholeProject({ ...files, 'server.js': "export { a as server } from './a.js'\n" })
  const together: WholeBundler = {
    name: 'vite',
    build: async (_, __, rekindle) => {
      const builder = await createBuilder({
        root: project.root,
        configFile: false,
        logLevel: 'silent',
        plugins: rekindle as never,
        builder: {},
        environments: {
          client: { build: { outDir: 'dist/client', rolldownOptions: { input: 'main.js' } } },
          ssr: { build: { outDir: 'dist/server', ssr: true, rolldownOptions: { input: 'server.js' } } },
        },
      })
      await builder.buildApp()
    },
  }
  for (const text of ['export const a = 1\n', 'export const a = 2\n']) {
    fs.writeFileSync(project.path('a.js'), text)
    const clean = await buildClean(together, project, {})
    expect(Object.keys(clean).join()).toMatch(/client.*server/)
    const built = await buildWhole(together, project, {})
    expect(built.files).toEqual(clean)
    expect(built.told).toContain('declined: use several environments or builds in one process')
  }
})

for (const name of ['rollup', 'rolldown'] as const) {
  it(`on ${name} several outputs that are written at the same time are restored`, async () => {
    const project = createWholeProject(files)
    const bundler: WholeBundler = {
      name,
      build: async (_, __, rekindle) => {
        const { rollup } = await import('rollup')
        const { rolldown } = await import('rolldown')
        const options = { input: 'main.js', plugins: rekindle as never }
        const bundle = name === 'rollup' ? await rollup(options) : await rolldown(options)
        await Promise.all([
          bundle.write({ dir: 'dist/es', sourcemap: true }),
          bundle.write({ dir: 'dist/cjs', format: 'cjs' }),
          bundle.write({ dir: 'dist/named', entryFileNames: 'other-[name].js' }),
        ])
        await bundle.close()
      },
    }
    const clean = await buildClean(bundler, project, {})
    expect((await buildWhole(bundler, project, {})).files).toEqual(clean)
    fs.rmSync('dist', { recursive: true })
    const warm = await buildWhole(bundler, project, {})
    expect(warm.told).toEqual(['restored'])
    expect(warm.files).toEqual(clean)
  })
}

it('a folder of outputs that Rolldown empties is emptied for restored outputs as well', async () => {
  const rolldown = wholeBundlers.find(({ name }) => name === 'rolldown') as WholeBundler
  const project = createProject({
    ...files,
    'rekindle-place.cjs': 'module.exports = (rekindle, options) => rekindle(options)\n',
  })
  const request = { output: { cleanDir: true } }
  const cold = await buildWhole(rolldown, project, request)
  project.write('dist/stale.js', 'stale\n')
  const warm = await buildWhole(rolldown, project, request)
  expect(warm.told).toEqual(['restored'])
  expect(warm.files).toEqual(cold.files)
})
