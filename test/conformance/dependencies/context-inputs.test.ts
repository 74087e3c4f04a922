import { describe, expect, it } from 'vitest'
import {
  type Bundler,
  buildAsClean,
  bundlers,
  expectRestored,
  type Scenario,
} from '../../kit/in-process/compare-builds.ts'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

/** The members of a hook's context that these plugins use. */
interface Context {
  resolve(
    id: string,
    importer?: string,
    options?: object,
  ): Promise<{ id: string; external: boolean | string } | null>
  load(module: { id: string }): Promise<{ code: string | null; meta: Record<string, unknown> }>
  getModuleInfo(id: string): { code: string | null; meta: Record<string, unknown> } | null
  getCombinedSourcemap(): { mappings: string }
}

/** What a plugin finds out through its context while it transforms `main.js`. */
type Look = (context: Context, id: string, root: string) => unknown

const onlooker = evaluateApart((calls: HookCalls, look: Look, root: string) => ({
  name: 'onlooker',
  async transform(this: Context, code: string, id: string) {
    if (!id.endsWith('main.js')) {
      return null
    }
    calls.push('main.js')
    const found = JSON.stringify(await look(this, id, root)) ?? 'undefined'
    return { code: `${code}\nglobalThis.found = ${found.replaceAll(root, '')}\n`, map: null }
  },
}))

/** Writes what `data.txt` holds to where the name says; its own calls don't count. */
const writers = {
  code: evaluateApart((root: string) => ({
    name: 'writer',
    transform(code: string, id: string) {
      const text = process.getBuiltinModule('node:fs').readFileSync(`${root}/data.txt`, 'utf8')
      return id.endsWith('dep.js') ? { code: `${code}\nexport const text = '${text}'\n`, map: null } : null
    },
  })),
  meta: evaluateApart((root: string) => ({
    name: 'writer',
    load(id: string) {
      const fs = process.getBuiltinModule('node:fs')
      return id.endsWith('.js') && !id.startsWith('\0')
        ? {
            code: fs.readFileSync(id, 'utf8'),
            map: null,
            meta: { writer: { text: fs.readFileSync(`${root}/data.txt`, 'utf8') } },
          }
        : null
    },
  })),
  map: evaluateApart((root: string) => ({
    name: 'writer',
    transform(code: string, id: string) {
      const text = process.getBuiltinModule('node:fs').readFileSync(`${root}/data.txt`, 'utf8')
      return id.endsWith('main.js')
        ? { code, map: { version: 3, names: [], sources: [id], mappings: text } }
        : null
    },
  })),
}

interface Way {
  readonly look: Look
  readonly writer?: keyof typeof writers
  readonly change: (project: Project) => void
  readonly undo: (project: Project) => void
}

const editData = {
  change: (project: Project) => project.write('data.txt', 'AACA'),
  undo: (project: Project) => project.write('data.txt', 'AAAA'),
}
const resolve: Look = (context, id) => context.resolve('./dep', id)

const ways: Readonly<Record<string, Way>> = {
  'resolves a module that another file shadows': {
    look: resolve,
    change: (project) => project.write('dep.mjs', 'export const dep = 2\n'),
    undo: (project) => project.remove('dep.mjs'),
  },
  'resolves a module that is renamed': {
    look: resolve,
    change: (project) => project.rename('dep.js', 'dep.mjs'),
    undo: (project) => project.rename('dep.mjs', 'dep.js'),
  },
  'resolves a module that is not there': {
    look: (context, id) => context.resolve('./later.js', id),
    change: (project) => project.write('later.js', 'export const later = 1\n'),
    undo: (project) => project.remove('later.js'),
  },
  'loads a module that is edited': {
    look: async (context, _id, root) => (await context.load({ id: `${root}/dep.js` })).code,
    change: (project) => project.write('dep.js', 'export const dep = 2\n'),
    undo: (project) => project.write('dep.js', 'export const dep = 1\n'),
  },
  'loads a module that another plugin changes': {
    look: async (context, _id, root) => (await context.load({ id: `${root}/dep.js` })).code,
    writer: 'code',
    ...editData,
  },
  'resolves and loads a module': {
    look: async (context, id) => {
      const found = await context.resolve('./dep', id)
      return found === null ? null : (await context.load(found)).code
    },
    change: (project) => project.write('dep.mjs', 'export const dep = 2\n'),
    undo: (project) => project.remove('dep.mjs'),
  },
  'loads a module for what another plugin says of it': {
    look: async (context, _id, root) => (await context.load({ id: `${root}/dep.js` })).meta,
    writer: 'meta',
    ...editData,
  },
  'asks for what another plugin says of the module': {
    look: (context, id) => context.getModuleInfo(id)?.meta,
    writer: 'meta',
    ...editData,
  },
  'asks for the code of a module that it has loaded': {
    look: async (context, _id, root) => {
      await context.load({ id: `${root}/dep.js` })
      return context.getModuleInfo(`${root}/dep.js`)?.code
    },
    writer: 'code',
    ...editData,
  },
  'asks for the combined source map': {
    look: (context) => context.getCombinedSourcemap().mappings,
    writer: 'map',
    ...editData,
  },
}

const files = {
  'main.js': 'export const a = 1\n',
  'dep.js': 'export const dep = 1\n',
  'data.txt': 'AAAA',
}

function scenarioOf(project: Project, look: Look, writer?: keyof typeof writers): Scenario {
  return {
    project,
    plugins: (calls) => [
      ...(writer === undefined ? [] : [writers[writer](project.root)]),
      onlooker(calls, evaluateApart(look), project.root),
    ],
    rekindle: { plugins: { onlooker: true } },
  }
}

/** The next build differs from the one before and runs the hook once; then it is restored. */
async function expectFollowed(bundler: Bundler, scenario: Scenario, before: unknown): Promise<void> {
  const { calls, outcome } = await buildAsClean(bundler, scenario)
  expect(outcome.files, 'the change does not reach the output').not.toEqual(before)
  expect(calls).toEqual(['main.js'])
  expect((await buildAsClean(bundler, scenario)).calls).toEqual([])
}

describe.each(bundlers)('on $name', (bundler) => {
  it.each(Object.entries(ways))('a plugin that %s follows it', async (_text, way) => {
    const project = createProject(files)
    const scenario = scenarioOf(project, way.look, way.writer)
    const { cold } = await expectRestored(bundler, scenario)
    way.change(project)
    await expectFollowed(bundler, scenario, cold.outcome.files)
    way.undo(project)
    expect((await buildAsClean(bundler, scenario)).calls).toEqual([])
  })

  it('a plugin that resolves a module that options make external follows the options', async () => {
    const project = createProject(files)
    const scenario = scenarioOf(
      project,
      async (context, id) => (await context.resolve('./dep', id))?.external,
    )
    const { cold } = await expectRestored(bundler, scenario)
    const external = [/dep/]
    const config = bundler.name === 'Vite' ? { build: { rolldownOptions: { external } } } : { external }
    await expectFollowed(bundler, { ...scenario, config }, cold.outcome.files)
    expect((await buildAsClean(bundler, scenario)).calls).toEqual([])
  })

  it('a plugin that resolves what another one answers, out of a file, follows that file', async () => {
    const project = createProject({ ...files, 'alias.txt': './dep.js', 'other.js': 'export const dep = 2\n' })
    const alias = evaluateApart((root: string) => ({
      name: 'alias',
      async resolveId(this: Context, source: string, importer: string) {
        if (source !== 'aliased') {
          return null
        }
        const target = process.getBuiltinModule('node:fs').readFileSync(`${root}/alias.txt`, 'utf8')
        return target === 'none'
          ? { id: 'aliased', external: true }
          : this.resolve(target, importer, { skipSelf: true })
      },
    }))
    const scenario: Scenario = {
      ...scenarioOf(project, (context, id) => context.resolve('aliased', id)),
      plugins: (calls) => [
        alias(project.root),
        onlooker(
          calls,
          evaluateApart((context: Context, id: string) => context.resolve('aliased', id)),
          project.root,
        ),
      ],
    }
    const { cold } = await expectRestored(bundler, scenario)
    project.write('alias.txt', './other.js')
    await expectFollowed(bundler, scenario, cold.outcome.files)
    project.write('alias.txt', 'none')
    await expectFollowed(bundler, scenario, cold.outcome.files)
    project.write('alias.txt', './dep.js')
    expect((await buildAsClean(bundler, scenario)).calls).toEqual([])
  })
})
