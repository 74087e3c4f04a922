import type { PluginBuild } from 'esbuild'
import { describe, expect, it } from 'vitest'
import {
  buildAsClean,
  esbuildBundler,
  expectRestored,
  expectUncached,
  type Scenario,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'
import { recordsWholeBuilds } from '../../kit/snapshot/records-whole-builds.ts'

type Look = (build: PluginBuild, root: string) => unknown
type Read = (build: PluginBuild, root: string, path: string) => unknown

/** Gives what it finds as the module; `look` runs in the setup, `read` in each load. */
const finder = evaluateApart((calls: HookCalls, root: string, look: Look, read: Read) => ({
  name: 'finder',
  async setup(build: PluginBuild) {
    const seen = await look(build, root)
    build.onLoad({ filter: /\.thing$/ }, async ({ path }) => {
      calls.push(path.split('/').at(-1) ?? '')
      const found = (await read(build, root, path)) as { watch?: object; text?: unknown } | string
      const { watch = {}, text = found } = typeof found === 'object' ? found : {}
      return { contents: JSON.stringify([seen, text]), loader: 'json', ...watch }
    })
  },
}))

const fs = `process.getBuiltinModule('node:fs')`
/** Written as text: each runs apart from the test. */
function written<Function>(body: string): Function {
  return new Function(`return ${body.replaceAll('FS', fs)}`)() as Function
}

interface Way {
  readonly look?: string
  readonly read?: string
  readonly change: (project: Project) => void
  readonly undo: (project: Project) => void
}

const editData: Pick<Way, 'change' | 'undo'> = {
  change: (project) => project.write('data.txt', 'changed'),
  undo: (project) => project.write('data.txt', 'data'),
}
const shadow: Pick<Way, 'change' | 'undo'> = {
  change: (project) => project.write('data/new.txt', 'new'),
  undo: (project) => project.remove('data/new.txt'),
}

const ways: Readonly<Record<string, Way>> = {
  'reads another file': { read: "(b, root) => FS.readFileSync(root + '/data.txt', 'utf8')", ...editData },
  'reads another file later': {
    read: "async (b, root) => { await null; return FS.promises.readFile(root + '/data.txt', 'utf8') }",
    ...editData,
  },
  'looks for a file in vain': { read: "(b, root) => FS.existsSync(root + '/data/new.txt')", ...shadow },
  'lists a folder': { read: "(b, root) => FS.readdirSync(root + '/data').join()", ...shadow },
  'reads an environment variable': {
    read: "() => process.env.REKINDLE_FINDER ?? 'unset'",
    change: () => {
      process.env['REKINDLE_FINDER'] = 'set'
    },
    undo: () => {
      delete process.env['REKINDLE_FINDER']
    },
  },
  'reads a file in its setup': {
    look: "(b, root) => FS.readFileSync(root + '/data.txt', 'utf8')",
    ...editData,
  },
  'reads a file in its setup, later': {
    look: "async (b, root) => { await null; return FS.promises.readFile(root + '/data.txt', 'utf8') }",
    ...editData,
  },
  'reads a file when the build starts': {
    look: "(b, root) => { const seen = []; b.onStart(() => { seen[0] = FS.readFileSync(root + '/data.txt', 'utf8') }); return seen }",
    ...editData,
  },
  'reads a file when it resolves': {
    look: "(b, root) => { const seen = []; b.onResolve({ filter: /thing$/ }, () => { seen[0] = FS.readFileSync(root + '/data.txt', 'utf8') }); return seen }",
    ...editData,
  },
  'resolves a module that another file shadows': {
    read: `async (b, root) => (await b.resolve('./dep', { kind: 'import-statement', resolveDir: root })).path.replace(root, '')`,
    change: (project) => project.write('dep.ts', ''),
    undo: (project) => project.remove('dep.ts'),
  },
  'resolves what another plugin answers, out of a file': {
    read: `async (b, root) => (await b.resolve('aliased', { kind: 'import-statement', resolveDir: root })).path`,
    ...editData,
  },
}

const files = {
  'main.js': `export { default } from './a.thing'\n`,
  'a.thing': 'a',
  'data.txt': 'data',
  'data/old.txt': 'old',
  'dep.js': '',
}
const alias = evaluateApart((root: string) => ({
  name: 'alias',
  setup(build: PluginBuild) {
    build.onResolve({ filter: /^aliased$/ }, () => ({
      path: process.getBuiltinModule('node:fs').readFileSync(`${root}/data.txt`, 'utf8'),
      external: true,
    }))
  },
}))

function scenarioOf(project: Project, { look = '() => 0', read = '() => 0' }: Partial<Way>): Scenario {
  return {
    project,
    plugins: (calls) => [
      finder(calls, project.root, written<Look>(look), written<Read>(read)),
      alias(project.root),
    ],
    rekindle: { plugins: { finder: true } },
  }
}

describe('what an opted-in plugin of esbuild depends on', () => {
  it.each(Object.entries(ways))('one that %s follows it', async (_text, way) => {
    const project = createProject(files)
    const scenario = scenarioOf(project, way)
    const { cold } = await expectRestored(esbuildBundler, scenario)
    way.change(project)
    const changed = await buildAsClean(esbuildBundler, scenario)
    expect(changed.outcome.files, 'the change does not reach the output').not.toEqual(cold.outcome.files)
    expect(changed.calls).toEqual(['a.thing'])
    expect((await buildAsClean(esbuildBundler, scenario)).calls).toEqual([])
    way.undo(project)
    expect((await buildAsClean(esbuildBundler, scenario)).calls).toEqual([])
  })

  it.each([
    ['watchFiles', "({ text: 1, watch: { watchFiles: [root + '/data.txt'] } })", editData],
    ['watchDirs', "({ text: 1, watch: { watchDirs: [root + '/data'] } })", shadow],
  ] as const)('what it names in %s is an input, though nobody saw it read', async (_text, result, way) => {
    const project = createProject(files)
    const scenario = scenarioOf(project, { read: `(b, root) => (${result})` })
    await expectRestored(esbuildBundler, scenario)
    way.change(project)
    expect((await buildAsClean(esbuildBundler, scenario)).calls).toEqual(['a.thing'])
    way.undo(project)
    expect((await buildAsClean(esbuildBundler, scenario)).calls).toEqual([])
  })
})

const transformed = `await b.esbuild.transform('let x: number = 1', { loader: 'ts' })`

it('a plugin that has the bundler transform a text is restored', async () => {
  const project = createProject(files)
  await expectRestored(esbuildBundler, scenarioOf(project, { read: `async (b) => (${transformed}).code` }))
})

it.each([
  [
    'builds inside of a load',
    `await b.esbuild.build({ entryPoints: [path], loader: { '.thing': 'text' }, write: false })`,
  ],
  ['starts a process', `process.getBuiltinModule('node:child_process').execFileSync('true')`],
  ['writes a file', `FS.writeFileSync(root + '/written.txt', 'x')`],
  [
    'resolves without waiting',
    `void b.resolve('./dep', { kind: 'import-statement', resolveDir: root }).catch(() => null)`,
  ],
])('a plugin that %s is never restored', async (_text, act) => {
  const project = createProject(files)
  await expectUncached(
    esbuildBundler,
    scenarioOf(project, { read: `async (b, root, path) => { ${act}; return 'done' }` }),
  )
})

// It counts the lines.
it.skipIf(recordsWholeBuilds)('a plugin that prints prints again when it is restored', async () => {
  const project = createProject(files)
  const printed: unknown[] = []
  const own = console.warn
  console.warn = (...args) => printed.push(args)
  try {
    await expectRestored(
      esbuildBundler,
      scenarioOf(project, { read: `() => { console.warn('seen', { list: [1] }); return 'done' }` }),
    )
  } finally {
    console.warn = own
  }
  expect(printed).toEqual(Array.from({ length: 4 }, () => ['seen', { list: [1] }]))
})
