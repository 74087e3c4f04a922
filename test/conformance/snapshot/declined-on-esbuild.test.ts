import fs from 'node:fs'
import type { BuildOptions, BuildResult, Plugin, PluginBuild } from 'esbuild'
import * as esbuild from 'esbuild'
import { expect, it } from 'vitest'
import { evaluateApart } from '../../kit/in-process/define-plugin.ts'
import {
  buildWhole,
  createWholeProject,
  esbuildBundler,
  type WholeBundler,
} from '../../kit/in-process/whole-builds.ts'

const setUp = (act: string): (() => Plugin) =>
  evaluateApart(
    new Function(`return { name: 'acts', setup(build) { ${act} } }`) as (...args: never[]) => unknown,
  ) as () => Plugin

/** What plugins do that a restored build would leave out, and what is said of it. */
const plugins: Readonly<Record<string, () => Plugin>> = {
  'hook acts onEnd': setUp('build.onEnd(() => {})'),
  'hook acts onDispose': setUp('build.onDispose(() => {})'),
  'printed log': setUp("build.onStart(() => { console.log('a line') })"),
  'printed a warning': setUp("build.onStart(() => ({ warnings: [{ text: 'a warning' }] }))"),
  'written elsewhere.txt': setUp(
    "build.onStart(() => process.getBuiltinModule('node:fs').writeFileSync('elsewhere.txt', 'text'))",
  ),
  'effect child_process.execFileSync': setUp(
    "process.getBuiltinModule('node:child_process').execFileSync(process.execPath, ['--version'], { stdio: 'pipe' })",
  ),
  'effect process.env assignment': setUp("process.env['SNAPSHOT_DECLINED'] = String(Math.random())"),
  'chance time': setUp("build.initialOptions.banner = { js: '/* ' + new Date().toISOString() + ' */' }"),
  'chance randomness': setUp("build.initialOptions.banner = { js: '/* ' + Math.random() + ' */' }"),
  'use another build in the same process': setUp(
    "build.onStart(() => build.esbuild.build({ stdin: { contents: '' }, write: false }).then(() => {}))",
  ),
  'use a plugin that changes the folder': setUp(
    "build.initialOptions.absWorkingDir = process.cwd() + '/elsewhere'; build.initialOptions.entryPoints = [process.cwd() + '/main.js']; build.initialOptions.outdir = process.cwd() + '/dist'",
  ),
}

it('a build by esbuild that does more than its outputs is not recorded', async () => {
  const project = createWholeProject({ 'main.js': 'export const main = 1\n', 'elsewhere/note.txt': '' })
  for (const [what, plugin] of Object.entries(plugins)) {
    for (const time of ['first', 'second']) {
      const { told } = await buildWhole(esbuildBundler(), project, { plugins: [plugin()] })
      expect(told, `${what}, the ${time} time`).toEqual(['missed: new', `declined: ${what}`])
    }
  }
})

it('uses of esbuild that can not be restored are not recorded', async () => {
  const project = createWholeProject({ 'main.js': 'export const main = 1\n', 'elsewhere/note.txt': '' })
  const uses: readonly (readonly [BuildOptions, string])[] = [
    [{ logLevel: 'info' }, 'the log level info'],
    [{ outdir: '.', allowOverwrite: true }, 'a folder for outputs that holds the project'],
  ]
  for (const [config, why] of uses) {
    const { told } = await buildWhole(esbuildBundler(), project, { config: { ...config } })
    expect(told).toEqual([`declined: use ${why}`])
  }
  expect((await buildWhole(frozenOptions, project, {})).told[0]).toBe(
    'declined: use options that can not be changed',
  )
  const frozen = Object.freeze({ name: 'frozen', setup() {} })
  expect((await buildWhole(esbuildBundler(), project, { plugins: [frozen] })).told[0]).toBe(
    "declined: use the plugin frozen, which can't be left out",
  )
  const bound = { name: 'bound', setup: function (this: object) {}.bind({}) }
  expect((await buildWhole(esbuildBundler(), project, { plugins: [bound] })).told[0]).toBe(
    'declined: use the setup of bound, which nobody can look into',
  )
  expect((await buildWhole(asContext, project, {})).told).toEqual([
    'declined: use a context, which builds more than once',
  ])
  expect((await buildWhole(behindAnother, project, {})).told[0]).toBe(
    "declined: use the plugin first, which can't be left out",
  )
})

it('a build with Rekindle twice, and one of what an earlier one has written, are made as ever', async () => {
  const project = createWholeProject({
    'main.js': 'export const main = 1\n',
    'dist/old.js': 'export const old = 1\n',
  })
  const twice: WholeBundler = {
    name: 'esbuild',
    build: (...[one, request, rekindle]) => esbuildBundler().build(one, request, [...rekindle, ...rekindle]),
  }
  expect((await buildWhole(twice, project, {})).told).toContain('declined: use Rekindle twice')
  const config = { entryPoints: ['dist/old.js'], outdir: 'dist/new' }
  expect((await buildWhole(esbuildBundler(), project, { config })).told.at(-1)).toBe('kept')
  const { told } = await buildWhole(esbuildBundler(), project, {
    config: { ...config, outdir: 'dist', entryNames: 'made' },
  })
  expect(told.at(-1)).toBe('declined: use a module among the outputs')
  const all = { entryPoints: ['**/*.js'], outdir: 'made' }
  expect((await buildWhole(esbuildBundler(), project, { config: all })).told.at(-1)).toBe(
    'declined: use a pattern that may mean outputs',
  )
})

it('builds at the same time are all right, and none of them is recorded', async () => {
  const project = createWholeProject({
    'main.js': 'export const main = 1\n',
    'other.js': 'export const other = 2\n',
  })
  const several: WholeBundler = {
    name: 'esbuild',
    build: async ({ root }, _, rekindle) => {
      const options = { absWorkingDir: root, bundle: true, outdir: 'dist', plugins: rekindle as Plugin[] }
      await Promise.all(
        ['main.js', 'other.js'].map((entry) => esbuild.build({ ...options, entryPoints: [entry] })),
      )
    },
  }
  const { told, files } = await buildWhole(several, project, {})
  expect(told.filter((word) => word.startsWith('declined'))).toEqual([
    'declined: use several builds at the same time',
    'declined: use several builds at the same time',
  ])
  expect(Object.keys(files)).toEqual(['main.js', 'other.js'])
})

it('builds of one process that may hand something on to one another by a plugin are never restored', async () => {
  const project = createWholeProject({ 'main.js': 'export const main = 1\n', 'elsewhere/note.txt': '' })
  const counting = evaluateApart(() => {
    let count = 0
    return {
      name: 'counting',
      setup(build: PluginBuild) {
        count += 1
        build.initialOptions.banner = { js: `/* ${count} */` }
      },
    }
  })
  const results: BuildResult[] = []
  const twice: WholeBundler = {
    name: 'esbuild',
    build: async (one, request, rekindle) => {
      const plugins = [counting()]
      for (const format of ['esm', 'cjs']) {
        const config = { write: false, format }
        await esbuildBundler(results).build(one, { ...request, plugins, config }, rekindle)
      }
    },
  }
  const declined = 'declined: use several environments or builds in one process'
  expect((await buildWhole(twice, project, {})).told).toEqual(['missed: new', 'kept', declined])
  expect((await buildWhole(twice, project, {})).told).toEqual([declined, declined])
  const banners = results.map(({ outputFiles }) => outputFiles?.[0]?.text.slice(0, 7))
  expect(banners).toEqual(['/* 1 */', '/* 2 */', '/* 1 */', '/* 2 */'])
})

it('two builds that are given the same options at once are both right', async () => {
  const project = createWholeProject({ 'main.js': "export { told } from 'told'\n", 'told.txt': 'told' })
  const results: BuildResult[] = []
  const telling = evaluateApart(() => ({
    name: 'telling',
    setup(build: PluginBuild) {
      const { readFileSync } = process.getBuiltinModule('node:fs')
      build.onResolve({ filter: /^told$/ }, ({ path }) => ({ path, namespace: 'told' }))
      build.onLoad({ filter: /.*/, namespace: 'told' }, () => ({
        contents: `export const told = '${readFileSync('told.txt', 'utf8')}'`,
      }))
    },
  }))
  const times = (count: number): WholeBundler => ({
    name: 'esbuild',
    build: async ({ root }, _, rekindle) => {
      const options: BuildOptions = {
        ...{ absWorkingDir: root, bundle: true, entryPoints: ['main.js'], write: false, outdir: 'dist' },
        plugins: [...(rekindle as Plugin[]), telling()],
      }
      const all = Array.from({ length: count }, () => esbuild.build(options))
      results.push(...(await Promise.all(all)))
    },
  })
  await buildWhole(times(1), project, {})
  expect((await buildWhole(times(2), project, {})).told[0]).toBe('restored')
  const texts = results.map(({ outputFiles }) => outputFiles?.[0]?.text)
  expect(texts).toEqual([texts[0], texts[0], texts[0]])
  expect(texts[0]).toContain('told')
})

it('where a file can not be written, the build is made after all, and fails as it does alone', async () => {
  const project = createWholeProject({ 'main.js': 'export const main = 1\n', 'elsewhere/note.txt': '' })
  const build = (): ReturnType<typeof buildWhole> =>
    buildWhole(esbuildBundler(), project, { config: { logLevel: 'silent' } })
  await build()
  fs.rmSync(project.path('dist'), { recursive: true })
  fs.mkdirSync(project.path('dist/main.js'), { recursive: true })
  await expect(build()).rejects.toThrow(/Failed to write to output file/)
  fs.rmSync(project.path('dist'), { recursive: true })
  expect((await build()).told).toEqual(['restored'])
})

const frozenOptions: WholeBundler = {
  name: 'esbuild',
  build: ({ root }, _, rekindle) =>
    esbuild.build(
      Object.freeze({
        ...{ absWorkingDir: root, entryPoints: ['main.js'], outdir: 'dist', bundle: true },
        plugins: rekindle as Plugin[],
      }),
    ),
}

const asContext: WholeBundler = {
  name: 'esbuild',
  build: async ({ root }, _, rekindle) => {
    const context = await esbuild.context({
      ...{ absWorkingDir: root, entryPoints: ['main.js'], outdir: 'dist', bundle: true },
      plugins: rekindle as Plugin[],
    })
    await context.rebuild()
    await context.rebuild()
    await context.dispose()
  },
}

const behindAnother: WholeBundler = {
  name: 'esbuild',
  build: ({ root }, _, rekindle) =>
    esbuild.build({
      ...{ absWorkingDir: root, entryPoints: ['main.js'], outdir: 'dist', bundle: true, logLevel: 'silent' },
      plugins: [{ name: 'first', setup() {} }, ...(rekindle as Plugin[])],
    }),
}
