import type { OnLoadArgs, PluginBuild } from 'esbuild'
import { expect, it } from 'vitest'
import {
  buildAsClean,
  esbuildBundler,
  expectRestored,
  expectUncached,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject } from '../../kit/in-process/project.ts'

const rekindle = { plugins: { teller: true } }

/** Resolves `told:...` to one path, and tells in the module what else it was told of it. */
const teller = evaluateApart((calls: HookCalls, told: (path: string) => object) => ({
  name: 'teller',
  setup(build: PluginBuild) {
    build.onResolve({ filter: /^told:/ }, ({ path }) => ({
      path: '/one/path.js',
      namespace: 'told',
      ...told(path),
    }))
    const load = ({ path: _path, ...args }: OnLoadArgs) => {
      calls.push(JSON.stringify(args))
      return { contents: `export default ${JSON.stringify(args)}` }
    }
    build.onLoad({ filter: /.*/, namespace: 'told' }, load)
    build.onLoad({ filter: /.*/, namespace: 'told-too' }, load)
  },
}))

it.each(
  Object.entries({
    suffix: (path: string) => ({ suffix: `?${path}` }),
    namespace: (path: string) => ({ namespace: path === 'told:one' ? 'told' : 'told-too' }),
    'message of the resolution': (path: string) => ({ suffix: `?${path}`, pluginData: { deep: [path] } }),
  }),
)('modules that differ in the %s alone are kept apart', async (_text, told) => {
  const project = createProject({
    'main.js': `import one from 'told:one'\nimport two from 'told:two'\nexport { one, two }\n`,
  })
  const { cold } = await expectRestored(esbuildBundler, {
    project,
    plugins: (calls) => [teller(calls, evaluateApart(told))],
    rekindle,
  })
  expect(cold.calls).toHaveLength(2)
})

it('a message of the resolution that changes makes another module', async () => {
  const project = createProject({ 'main.js': `export { default } from 'told:one'\n`, 'data.txt': 'one' })
  const reading = evaluateApart((root: string) => () => ({
    pluginData: process.getBuiltinModule('node:fs').readFileSync(`${root}/data.txt`, 'utf8'),
  }))
  const scenario = {
    project,
    plugins: (calls: HookCalls) => [teller(calls, reading(project.root))],
    rekindle,
  }
  await expectRestored(esbuildBundler, scenario)
  project.write('data.txt', 'two')
  expect((await buildAsClean(esbuildBundler, scenario)).calls).toHaveLength(1)
})

it('a message without text form makes a result uncacheable', async () => {
  const project = createProject({ 'main.js': `export { default } from 'told:one'\n` })
  await expectUncached(esbuildBundler, {
    project,
    plugins: (calls) => [
      teller(
        calls,
        evaluateApart(() => ({ pluginData: { call: () => 1 } })),
      ),
    ],
    rekindle,
  })
})

it('import attributes are part of the key', async () => {
  const project = createProject({
    'main.js': `import one from './a.thing' with { kind: 'one' }
import two from './a.thing' with { kind: 'two' }
export { one, two }\n`,
    'a.thing': '',
  })
  const attributed = evaluateApart((calls: HookCalls) => ({
    name: 'teller',
    setup(build: PluginBuild) {
      build.onLoad({ filter: /\.thing$/ }, (args) => {
        calls.push(JSON.stringify(args.with))
        return { contents: `export default ${JSON.stringify(args.with)}` }
      })
    },
  }))
  const { cold } = await expectRestored(esbuildBundler, {
    project,
    plugins: (calls) => [attributed(calls)],
    rekindle,
  })
  expect(cold.calls).toHaveLength(2)
})

it('two callbacks of one plugin for one module are kept apart', async () => {
  const project = createProject({ 'main.js': `import './a.thing'\n`, 'a.thing': 'x' })
  const twice = evaluateApart((calls: HookCalls) => ({
    name: 'teller',
    setup(build: PluginBuild) {
      build.onLoad({ filter: /\.thing$/ }, () => {
        calls.push('first')
        return null
      })
      build.onLoad({ filter: /\.thing$/ }, () => {
        calls.push('second')
        return { contents: 'globalThis.second = 1' }
      })
    },
  }))
  const scenario = { project, plugins: (calls: HookCalls) => [twice(calls)], rekindle }
  await buildAsClean(esbuildBundler, scenario)
  // Nothing is kept of a callback that returns nothing: it may be there for what it does.
  expect((await buildAsClean(esbuildBundler, scenario)).calls).toEqual(['first'])
})

/** Changes its options in its setup, and keeps a memory in them: neither may hide which options it was given. */
const optioned = evaluateApart((calls: HookCalls, options: { text: string; seen?: string[] }) => ({
  name: 'teller',
  setup(build: PluginBuild) {
    options.seen = []
    options.text = `${options.text}!`
    build.onLoad({ filter: /\.thing$/ }, ({ path }) => {
      calls.push(options.text)
      options.seen?.push(path)
      return { contents: `globalThis.text = ${JSON.stringify(options.text)}` }
    })
  },
}))

it('options that a plugin changes in its setup keep builds apart', async () => {
  const project = createProject({ 'main.js': `import './a.thing'\n`, 'a.thing': 'x' })
  for (const expected of [['one!', 'two!'], []]) {
    const called: string[] = []
    for (const text of ['one', 'two']) {
      const { calls } = await buildAsClean(esbuildBundler, {
        project,
        plugins: (list) => [optioned(list, { text })],
        rekindle,
      })
      called.push(...calls)
    }
    expect(called).toEqual(expected)
  }
})

it('options of the bundler that a plugin may look at are part of the key, others are not', async () => {
  const project = createProject({ 'main.js': `import './a.thing'\n`, 'a.thing': 'x' })
  const scenario = (config: Record<string, unknown>) => ({
    project,
    plugins: (calls: HookCalls) => [optioned(calls, { text: 'x' })],
    rekindle,
    config,
  })
  await expectRestored(esbuildBundler, scenario({ minify: false }))
  expect((await buildAsClean(esbuildBundler, scenario({ minify: true }))).calls).toEqual(['x!'])
  const other = scenario({ minify: false, metafile: true, logLimit: 3, mangleCache: {} })
  expect((await buildAsClean(esbuildBundler, other)).calls).toEqual([])
})

it('an option that is in no key is an input of a plugin that looks at it', async () => {
  const project = createProject({
    'main.js': `import './a.thing'\n`,
    'a.thing': 'x',
    'other.js': `import './a.thing'\n`,
  })
  const curious = evaluateApart((calls: HookCalls, when: string) => ({
    name: 'teller',
    setup(build: PluginBuild) {
      const look = () => JSON.stringify(build.initialOptions.entryPoints)
      const early = when === 'in its setup' ? look() : ''
      build.onLoad({ filter: /\.thing$/ }, () => {
        calls.push(when)
        return { contents: `globalThis.entries = ${when === 'in a load' ? look() : early || '0'}` }
      })
    },
  }))
  const scenario = (when: string, input: string) => ({
    project,
    plugins: (calls: HookCalls) => [curious(calls, when)],
    rekindle,
    input,
  })
  for (const when of ['never', 'in its setup']) {
    await expectRestored(esbuildBundler, scenario(when, 'main.js'))
    const other = await buildAsClean(esbuildBundler, scenario(when, 'other.js'))
    expect(other.calls).toEqual(when === 'never' ? [] : [when])
  }
  expect(await expectUncached(esbuildBundler, scenario('in a load', 'main.js'))).toEqual([
    'build.initialOptions.entryPoints in a load',
  ])
})
