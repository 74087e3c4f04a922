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

type Result = (text: string, args: OnLoadArgs, root: string) => unknown

/** A plugin whose `onLoad` gives what `result` makes of each `.txt` file. */
const giver = evaluateApart((calls: HookCalls, result: Result, root: string) => ({
  name: 'giver',
  setup(build: PluginBuild) {
    build.onLoad({ filter: /\.txt$/ }, async (args) => {
      calls.push(`${args.path.split('/').at(-1)}${args.suffix}`)
      const text = await process.getBuiltinModule('node:fs').promises.readFile(args.path, 'utf8')
      return result(text, args, root) as never
    })
  },
}))

const files = {
  'main.js': `import one from './one.txt'\nimport two from './two.txt'\nexport { one, two }\n`,
  'one.txt': 'one',
  'two.txt': 'two é',
}
const rekindle = { plugins: { giver: true } }

/** Results that are kept. Each is evaluated apart from the test. */
const kept: Readonly<Record<string, Result>> = {
  'contents as text': (text) => ({ contents: `export default ${JSON.stringify(text)}` }),
  'contents as bytes of a text': (text) => ({ contents: Buffer.from(text), loader: 'text' }),
  'contents as other bytes': (text) => ({
    contents: new Uint8Array([0, 255, 128, 254, text.length]),
    loader: 'binary',
  }),
  'contents as a window on other bytes': (text) => ({
    contents: Buffer.from(`---\u00ff${text}---`, 'latin1').subarray(2, 5),
    loader: 'base64',
  }),
  'empty contents': () => ({ contents: '', loader: 'text' }),
  'a folder in which its imports are resolved': (_text, _args, root) => ({
    contents: `import './inner.js'\nexport default 1`,
    resolveDir: `${root}/deep`,
  }),
  'no folder': (text) => ({ contents: text, loader: 'text', resolveDir: undefined }),
  'warnings with places, notes and details': (text, { path }) => ({
    contents: text,
    loader: 'text',
    warnings: [
      { text: 'plain' },
      {
        id: 'odd',
        pluginName: 'other',
        text: 'with all',
        location: { file: path, line: 1, column: 1, length: 2, lineText: text, suggestion: 'x' },
        notes: [{ text: 'note', location: { file: path, line: 1, column: 0, length: 1, lineText: text } }],
        detail: { list: [1, { deep: null }] },
      },
    ],
  }),
  'another name of the plugin': (text) => ({
    contents: text,
    loader: 'text',
    pluginName: 'renamed',
    warnings: [{ text: 'from the renamed' }],
  }),
  'an empty list of errors': (text) => ({ contents: text, loader: 'text', errors: [] }),
  'files and folders to watch': (text, { path }, root) => ({
    contents: text,
    loader: 'text',
    watchFiles: [path, `${root}/other.md`],
    watchDirs: [`${root}/deep`],
  }),
  'a message to those that resolve its imports': (_text, { path }) => ({
    contents: `import './inner.js'\nexport default 1`,
    resolveDir: `${path.slice(0, path.lastIndexOf('/'))}/deep`,
    pluginData: { from: 'giver', list: [1, 2] },
  }),
  'code with lone surrogates and odd line ends': (text) => ({
    contents: `${text}\ud800\u2028\u2029 \u{1f600}\r\n`,
    loader: 'text',
  }),
}

it.each(Object.entries(kept))('a result with %s is restored as it was', async (_text, result) => {
  const project = createProject({ ...files, 'deep/inner.js': 'globalThis.inner = 1\n' })
  /** Shows in the output what it is told. */
  const onlooker = evaluateApart(() => ({
    name: 'onlooker',
    setup(build: PluginBuild) {
      build.onResolve({ filter: /inner/ }, ({ pluginData, resolveDir }) =>
        pluginData === undefined
          ? null
          : { path: `${resolveDir}/inner.js`, suffix: `?${JSON.stringify(pluginData)}` },
      )
    },
  }))
  await expectRestored(esbuildBundler, {
    project,
    plugins: (calls) => [giver(calls, evaluateApart(result), project.root), onlooker()],
    rekindle,
  })
})

/** Results that can't be kept, with the reason told. */
const notKept: Readonly<Record<string, readonly [result: Result, reason: string]>> = {
  'with a message that is a function': [
    (text) => ({ contents: text, loader: 'text', pluginData: () => 1 }),
    'a value without text form in loader, pluginData',
  ],
  'with a detail that is an instance': [
    (text) => ({
      contents: text,
      loader: 'text',
      warnings: [{ text: 'odd', detail: new (class Thing {})() }],
    }),
    'a value without text form in loader, warnings',
  ],
}

it.each(Object.entries(notKept))('a result %s is made anew each time', async (_text, [result, reason]) => {
  const project = createProject(files)
  const reasons = await expectUncached(esbuildBundler, {
    project,
    plugins: (calls) => [giver(calls, evaluateApart(result), project.root)],
    rekindle,
  })
  expect(reasons).toEqual([reason])
})

it.each([null, undefined])('a result of %s leaves the module to others, each time', async (nothing) => {
  const project = createProject(files)
  const reasons = await expectUncached(esbuildBundler, {
    project,
    plugins: (calls) => [giver(calls, nothing === null ? () => null : () => undefined, project.root)],
    rekindle,
    config: { loader: { '.txt': 'text' } },
  })
  expect(reasons).toEqual(['empty-result'])
})

it('a module is restored after its edit is taken back, and one that is deleted fails as it did', async () => {
  const project = createProject(files)
  const scenario = {
    project,
    plugins: (calls: HookCalls) => [
      giver(
        calls,
        evaluateApart((text: string) => ({ contents: text, loader: 'text' })),
        project.root,
      ),
    ],
    rekindle,
  }
  await expectRestored(esbuildBundler, scenario)
  project.write('one.txt', 'edited')
  expect((await buildAsClean(esbuildBundler, scenario)).calls).toEqual(['one.txt'])
  project.write('one.txt', 'one')
  expect((await buildAsClean(esbuildBundler, scenario)).calls).toEqual([])
  project.remove('one.txt')
  await expect(buildAsClean(esbuildBundler, scenario)).rejects.toThrow('Could not resolve "./one.txt"')
  project.write('one.txt', 'one')
  expect((await buildAsClean(esbuildBundler, scenario)).calls).toEqual([])
})
