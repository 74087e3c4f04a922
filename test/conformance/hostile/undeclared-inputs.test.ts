import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { buildTwice, rollupAndVite } from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

interface Surroundings {
  readonly root: string
  readonly environment: Record<string, string | undefined>
  /** The context of the hook. */
  readonly context: { readonly fs: typeof import('node:fs').promises }
}

type Look = (surroundings: Surroundings) => unknown

/** Writes what `look` found into `main.js`. */
const onlooker = evaluateApart((calls: HookCalls, look: Look, root: string) => ({
  name: 'onlooker',
  async transform(this: Surroundings['context'], code: string, id: string) {
    if (!id.endsWith('main.js')) {
      return null
    }
    calls.push('main.js')
    const found = await look({ root, environment: process.env, context: this })
    return { code: `${code}\nglobalThis.found = ${JSON.stringify(found) ?? 'undefined'}\n`, map: null }
  },
}))

const files = {
  'main.js': `export const a = 1\n`,
  'config.txt': 'first',
  'folder/one.txt': 'one',
  'folder/deep/two.txt': 'two',
  'module.cjs': `module.exports = 'first'\n`,
  'module.mjs': `export const value = 'first'\n`,
  'importer.cjs': `module.exports = (id) => import(id)\n`,
}

const editConfig = (project: Project) => project.write('config.txt', 'second')
const addFile = (project: Project) => project.write('none.txt', 'now it is')
const addToFolder = (project: Project) => project.write('folder/more.txt', 'more')

type Change = (project: Project) => void

/** Ways to look at the surroundings, each with a change that must be seen. */
const ways: Readonly<Record<string, readonly [look: Look, change: Change]>> = {
  'reads a file at once': [
    ({ root }) => process.getBuiltinModule('node:fs').readFileSync(`${root}/config.txt`, 'utf8'),
    editConfig,
  ],
  'reads a file with a callback': [
    ({ root }) =>
      new Promise((resolve) => {
        process
          .getBuiltinModule('node:fs')
          .readFile(`${root}/config.txt`, 'utf8', (_error, text) => resolve(text))
      }),
    editConfig,
  ],
  'reads a file by a promise': [
    ({ root }) => process.getBuiltinModule('node:fs/promises').readFile(`${root}/config.txt`, 'utf8'),
    editConfig,
  ],
  'reads a file by a promisified function': [
    ({ root }) => {
      const { promisify } = process.getBuiltinModule('node:util')
      return promisify(process.getBuiltinModule('node:fs').readFile)(`${root}/config.txt`, 'utf8')
    },
    editConfig,
  ],
  'reads a file as a stream': [
    async ({ root }) => {
      let text = ''
      for await (const part of process.getBuiltinModule('node:fs').createReadStream(`${root}/config.txt`)) {
        text += String(part)
      }
      return text
    },
    editConfig,
  ],
  'reads a file by descriptor': [
    ({ root }) => {
      const fs = process.getBuiltinModule('node:fs')
      const descriptor = fs.openSync(`${root}/config.txt`, 'r')
      const text = fs.readFileSync(descriptor, 'utf8')
      fs.closeSync(descriptor)
      return text
    },
    editConfig,
  ],
  'reads a file by handle': [
    async ({ root }) => {
      const handle = await process.getBuiltinModule('node:fs/promises').open(`${root}/config.txt`)
      const text = await handle.readFile('utf8')
      await handle.close()
      return text
    },
    editConfig,
  ],
  'reads a file by URL': [
    ({ root }) =>
      process.getBuiltinModule('node:fs').readFileSync(new URL(`file://${root}/config.txt`), 'utf8'),
    editConfig,
  ],
  'reads a file by a path relative to the working directory': [
    () => process.getBuiltinModule('node:fs').readFileSync('config.txt', 'utf8'),
    editConfig,
  ],
  'reads a file in a timer': [
    ({ root }) =>
      new Promise((resolve) => {
        setTimeout(
          () => resolve(process.getBuiltinModule('node:fs').readFileSync(`${root}/config.txt`, 'utf8')),
          2,
        )
      }),
    editConfig,
  ],
  "reads a file through the context's fs": [
    async ({ root, context }) => String(await context.fs.readFile(`${root}/config.txt`)),
    editConfig,
  ],
  'asks for the size of a file': [
    ({ root }) => process.getBuiltinModule('node:fs').statSync(`${root}/config.txt`).size,
    (project) => project.write('config.txt', 'longer than before'),
  ],
  // Modules stay in memory within this process; a new one loads them again.
  'requires a module': [
    ({ root }) => {
      const require = process.getBuiltinModule('node:module').createRequire(`${root}/x.cjs`)
      delete require.cache[`${root}/module.cjs`]
      return require(`${root}/module.cjs`) as unknown
    },
    (project) => project.write('module.cjs', `module.exports = 'second'\n`),
  ],
  'imports a module': [
    async ({ root }) => {
      const importer = process.getBuiltinModule('node:module').createRequire(root)(`${root}/importer.cjs`)
      const { value } = (await importer(`${root}/module.mjs?${Math.random()}`)) as { value: string }
      return value
    },
    (project) => project.write('module.mjs', `export const value = 'second'\n`),
  ],
  'probes for a file by existsSync': [
    ({ root }) => process.getBuiltinModule('node:fs').existsSync(`${root}/none.txt`),
    addFile,
  ],
  'probes for a file by a failed read': [
    ({ root }) => {
      try {
        return process.getBuiltinModule('node:fs').readFileSync(`${root}/none.txt`, 'utf8')
      } catch {
        return 'none'
      }
    },
    addFile,
  ],
  'probes for a file by access': [
    ({ root }) =>
      process
        .getBuiltinModule('node:fs/promises')
        .access(`${root}/none.txt`)
        .then(
          () => true,
          () => false,
        ),
    addFile,
  ],
  'probes for a file by stat': [
    ({ root }) =>
      process.getBuiltinModule('node:fs').statSync(`${root}/none.txt`, { throwIfNoEntry: false }) !==
      undefined,
    addFile,
  ],
  'probes for a file that goes away': [
    ({ root }) => process.getBuiltinModule('node:fs').existsSync(`${root}/config.txt`),
    (project) => project.remove('config.txt'),
  ],
  'lists a folder': [
    ({ root }) => process.getBuiltinModule('node:fs').readdirSync(`${root}/folder`),
    addToFolder,
  ],
  'lists a folder by a promise': [
    ({ root }) => process.getBuiltinModule('node:fs/promises').readdir(`${root}/folder`),
    addToFolder,
  ],
  'lists a folder entry by entry': [
    async ({ root }) => {
      const names: string[] = []
      for await (const entry of await process
        .getBuiltinModule('node:fs/promises')
        .opendir(`${root}/folder`)) {
        names.push(entry.name)
      }
      return names.sort()
    },
    addToFolder,
  ],
  'lists a folder with all below': [
    ({ root }) =>
      process
        .getBuiltinModule('node:fs')
        .readdirSync(`${root}/folder`, { recursive: true })
        .map(String)
        .sort(),
    (project) => project.write('folder/deep/three.txt', 'three'),
  ],
  'lists a folder that does not exist': [
    ({ root }) => {
      try {
        return process.getBuiltinModule('node:fs').readdirSync(`${root}/nowhere`)
      } catch {
        return 'nowhere'
      }
    },
    (project) => project.write('nowhere/a.txt', 'a'),
  ],
  'reads a link': [
    ({ root }) => {
      const fs = process.getBuiltinModule('node:fs')
      try {
        return fs.readFileSync(`${root}/link.txt`, 'utf8')
      } catch {
        fs.existsSync(`${root}/link.txt`)
        return 'no link'
      }
    },
    (project) => fs.symlinkSync('config.txt', project.path('link.txt')),
  ],
}

const environmentWays: Readonly<Record<string, Look>> = {
  name: ({ environment }) => environment['REKINDLE_TEST_X'],
  'asking whether it is there': ({ environment }) => 'REKINDLE_TEST_X' in environment,
  'a copy': ({ environment }) => ({ ...environment })['REKINDLE_TEST_X'],
  'a list of names': ({ environment }) => Object.keys(environment).includes('REKINDLE_TEST_X'),
  'a loop': ({ environment }) => {
    for (const name in environment) {
      if (name === 'REKINDLE_TEST_X') {
        return environment[name]
      }
    }
    return 'none'
  },
}

describe.each(rollupAndVite)('on $name', (bundler) => {
  it.each(Object.entries(ways))(
    'a plugin that %s is run again when that changes',
    async (_text, [look, change]) => {
      const project = createProject(files)
      const scenario = {
        project,
        plugins: (calls: HookCalls) => [onlooker(calls, evaluateApart(look), project.root)],
        rekindle: { plugins: { onlooker: true } },
      }
      await buildTwice(bundler, scenario)
      change(project)
      const { cold } = await buildTwice(bundler, scenario)
      expect(cold.calls).toEqual(['main.js'])
    },
  )

  it.each(Object.entries(environmentWays))(
    'a plugin that reads the environment by %s is run again when that changes',
    async (_text, look) => {
      const project = createProject(files)
      onTestFinished(() => {
        delete process.env['REKINDLE_TEST_X']
      })
      const scenario = {
        project,
        plugins: (calls: HookCalls) => [onlooker(calls, evaluateApart(look), project.root)],
        rekindle: { plugins: { onlooker: true } },
      }
      await buildTwice(bundler, scenario)
      for (const value of ['one', 'two', undefined]) {
        if (value === undefined) {
          delete process.env['REKINDLE_TEST_X']
        } else {
          process.env['REKINDLE_TEST_X'] = value
        }
        await buildTwice(bundler, scenario)
      }
    },
  )

  it('a plugin that reads what nobody changes is restored', async () => {
    const project = createProject(files)
    const scenario = {
      project,
      plugins: (calls: HookCalls) => [
        onlooker(
          calls,
          evaluateApart(({ root }: Surroundings) =>
            process.getBuiltinModule('node:fs').readFileSync(`${root}/config.txt`, 'utf8'),
          ),
          project.root,
        ),
      ],
      rekindle: { plugins: { onlooker: true } },
    }
    expect((await buildTwice(bundler, scenario)).warm.calls).toEqual([])
    project.write('config.txt', 'second')
    expect((await buildTwice(bundler, scenario)).warm.calls).toEqual([])
    project.write(path.join('folder', 'unrelated.txt'), 'nothing')
    expect((await buildTwice(bundler, scenario)).cold.calls).toEqual([])
  })
})
