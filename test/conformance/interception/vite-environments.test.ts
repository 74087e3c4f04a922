import { createBuilder, type Plugin, perEnvironmentPlugin, type Rolldown } from 'vite'
import { describe, expect, it, vi } from 'vitest'
import { expectRestored, expectUncached, viteBundler } from '../../kit/in-process/compare-builds.ts'
import type { HookCalls } from '../../kit/in-process/define-plugin.ts'
import { marker, markerHook, twoModules } from '../../kit/in-process/marker-plugin.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'
import { filesOf, vitePluginsOf } from '../../kit/in-process/vite-build.ts'

const rekindle = { plugins: { marker: true } }

/** How a plugin may say where it applies; in each case it takes part in the client build. */
const applications: Readonly<Record<string, (calls: HookCalls) => unknown>> = {
  'apply: build': (calls) => ({ ...marker(calls), apply: 'build' }),
  'a function for apply': (calls) => ({ ...marker(calls), apply: () => true }),
  'applyToEnvironment that says yes': (calls) => ({ ...marker(calls), applyToEnvironment: () => true }),
  'applyToEnvironment that says so later': (calls) => ({
    ...marker(calls),
    applyToEnvironment: async () => true,
  }),
  'applyToEnvironment that gives another plugin': (calls) => ({
    name: 'giver',
    applyToEnvironment: () => marker(calls),
  }),
  'applyToEnvironment that gives a promise of nested plugins': (calls) => ({
    name: 'giver',
    applyToEnvironment: async () => [[marker(calls), null], false],
  }),
  'applyToEnvironment that gives a frozen plugin': (calls) => ({
    name: 'giver',
    applyToEnvironment: () => Object.freeze(marker(calls)),
  }),
  perEnvironmentPlugin: (calls) => perEnvironmentPlugin('giver', () => marker(calls) as Plugin),
  'a frozen giver': (calls) => Object.freeze({ name: 'giver', applyToEnvironment: () => marker(calls) }),
}

describe('on Vite', () => {
  it.each(Object.entries(applications))('a plugin with %s is restored', async (_how, plugin) => {
    const project = createProject(twoModules)
    await expectRestored(viteBundler, { project, plugins: (calls) => [plugin(calls)], rekindle })
  })

  it('a plugin that does not apply is not called', async () => {
    const project = createProject(twoModules)
    const away = (calls: HookCalls) => [
      { ...marker(calls, 'served'), apply: 'serve' },
      { ...marker(calls, 'elsewhere'), applyToEnvironment: () => false },
      marker(calls),
    ]
    const { cold } = await expectRestored(viteBundler, {
      project,
      plugins: away,
      rekindle: { plugins: { marker: true, served: true, elsewhere: true } },
    })
    expect([...cold.calls].sort()).toEqual(['marker greeting.js', 'marker main.js'])
  })

  it.each(['es', 'iife'])('plugins of a worker bundle of format %s are restored', async (format) => {
    const project = createProject({
      'main.js': `export const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })\n`,
      'worker.js': `import { greeting } from './greeting.js'\npostMessage(greeting)\n`,
      'greeting.js': `export const greeting = 'hello'\n`,
    })
    const calls: HookCalls[] = []
    const { cold } = await expectRestored(viteBundler, {
      project,
      plugins: (list) => {
        calls.push(list)
        return []
      },
      config: {
        worker: {
          format,
          plugins: () => [{ name: 'marker', transform: markerHook(calls.at(-1) ?? [], 'worker') }],
        },
      },
      rekindle,
    })
    expect([...cold.calls].sort()).toEqual(['worker greeting.js', 'worker worker.js'])
  })

  it("Vite's own plugins are not opted in by a wildcard", async () => {
    const project = createProject({
      'main.js': `import data from './data.json'\nexport { data }\n`,
      'data.json': '{"a":1}',
    })
    await expectUncached(viteBundler, { project, plugins: (calls) => [marker(calls)], rekindle: {} })
    const { warm } = await expectRestored(viteBundler, {
      project,
      plugins: (calls) => [marker(calls)],
      rekindle: { plugins: { '*': true } },
    })
    const touched = warm.events.flatMap((event) => (event.kind === 'hit' ? [event.plugin] : []))
    expect(touched).toEqual(['marker'])
  })

  it.each([false, true])(
    'every environment of an app is restored, with shared plugins: %s',
    async (isShared) => {
      const project = createProject({
        ...twoModules,
        'server.js': `export { greeting } from './greeting.js'\n`,
      })
      const clean = await buildApp(project, isShared, false)
      const cold = await buildApp(project, isShared, true)
      const warm = await buildApp(project, isShared, true)
      expect(cold.files).toEqual(clean.files)
      expect(warm.files).toEqual(clean.files)
      expect([...cold.calls].sort()).toEqual([...clean.calls].sort())
      expect(cold.calls).toEqual(
        expect.arrayContaining(['client main.js', 'ssr server.js', 'ssr greeting.js']),
      )
      expect(warm.calls).toEqual([])
    },
  )
})

/** Builds the client and the server environment; the plugin marks modules with the environment's name. */
async function buildApp(project: Project, isShared: boolean, hasRekindle: boolean) {
  vi.resetModules()
  const calls: HookCalls = []
  const outputs: Rolldown.RolldownOutput[] = []
  const perEnvironment = {
    name: 'marker',
    transform(this: { environment: { name: string } }, code: string, id: string) {
      return markerHook(calls, this.environment.name)(code, id)
    },
  }
  const plugins = await vitePluginsOf(
    project,
    { plugins: [perEnvironment], rekindle: hasRekindle ? rekindle : null },
    [],
  )
  const builder = await createBuilder({
    root: project.root,
    configFile: false,
    logLevel: 'silent',
    plugins: plugins as Plugin[],
    build: { write: false, minify: false, modulePreload: false },
    environments: {
      client: { build: { rolldownOptions: { input: 'main.js', preserveEntrySignatures: 'strict' } } },
      ssr: { build: { ssr: true, rolldownOptions: { input: 'server.js' } } },
    },
    builder: {
      sharedPlugins: isShared,
      sharedConfigBuild: isShared,
      async buildApp(app) {
        for (const environment of Object.values(app.environments)) {
          outputs.push((await app.build(environment)) as Rolldown.RolldownOutput)
        }
      },
    },
  })
  await builder.buildApp()
  return { files: outputs.map((output) => filesOf([output])), calls }
}
