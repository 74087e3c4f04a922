import type { BuildFailure, Message, PluginBuild } from 'esbuild'
import * as esbuild from 'esbuild'
import { expect, it, vi } from 'vitest'
import { evaluateApart, type HookCalls } from '../../kit/in-process/define-plugin.ts'
import { esbuildOptions } from '../../kit/in-process/esbuild-build.ts'
import { createProject, type Project } from '../../kit/in-process/project.ts'

type Load = (path: string) => unknown

const failer = evaluateApart((calls: HookCalls, load: Load) => ({
  name: 'failer',
  setup(build: PluginBuild) {
    build.onLoad({ filter: /\.thing$/ }, ({ path }) => {
      calls.push(path.split('/').at(-1) ?? '')
      return load(path) as never
    })
  },
}))

const loads: Readonly<Record<string, Load>> = {
  'throws an error': () => {
    throw new Error('not today')
  },
  'throws an error with fields of its own': () => {
    throw Object.assign(new Error('not today'), { code: 'LATE', loc: { line: 1 } })
  },
  'rejects with a text': () => Promise.reject('not today'),
  'rejects later': async () => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    throw new Error('not today')
  },
  'returns errors': (path) => ({
    errors: [
      { text: 'not today', location: { file: path, line: 1, column: 0, length: 1, lineText: 'a' } },
      { text: 'nor tomorrow' },
    ],
    warnings: [{ text: 'be warned' }],
    watchFiles: [path],
  }),
  'returns errors beside contents': () => ({ contents: 'x', errors: [{ text: 'not today' }] }),
  'returns a text': () => 'contents',
  'returns a number': () => 1,
  'returns true': () => true,
  'returns a list': () => ['contents'],
  'returns contents of another type': () => ({ contents: 1 }),
  'returns a field that is not known': () => ({ contents: 'x', code: 'x' }),
  'returns a loader that is not known': () => ({ contents: 'x', loader: 'cobol' }),
  'returns files to watch of another type': () => ({ contents: 'x', watchFiles: 'a.thing' }),
  'returns contents that can not be parsed': () => ({ contents: 'let let', loader: 'js' }),
}

/** Where a plugin stands on the stack of an error is the cache's own place as well. */
function withoutStack({ location, detail, notes, ...message }: Message): object {
  const first = (text: string): string => text.split('\n')[0] ?? ''
  return {
    ...message,
    location: location && { ...location, lineText: first(location.lineText) },
    detail: detail instanceof Error ? [detail.name, detail.message, { ...detail }] : detail,
    notes: notes.map((note) => ({
      ...note,
      location: note.location && { ...note.location, lineText: first(note.location.lineText) },
    })),
  }
}

async function failureOf(project: Project, load: Load, isCached: boolean) {
  const calls: HookCalls = []
  const kinds: string[] = []
  vi.resetModules()
  const onEvent = ({ kind }: { kind: string }) => kinds.push(kind)
  const options = await esbuildOptions(
    project,
    {
      plugins: [failer(calls, evaluateApart(load))],
      rekindle: isCached ? { plugins: { failer: true }, onEvent } : null,
    },
    [],
  )
  const failure = (await esbuild.build(options).catch((error: unknown) => error)) as BuildFailure
  const { message, errors = [], warnings = [] } = failure
  return {
    told: { message, errors: errors.map(withoutStack), warnings: warnings.map(withoutStack) },
    calls,
    kinds,
  }
}

it.each(Object.entries(loads))(
  'a load that %s fails the build each time as it does alone',
  async (text, load) => {
    const project = createProject({ 'main.js': `import './a.thing'\n`, 'a.thing': 'a' })
    const clean = await failureOf(project, load, false)
    expect(clean.told.errors).not.toEqual([])
    const mayBeKept = text.endsWith('parsed') || text.includes('a loader')
    for (const isFirst of [true, false]) {
      const { told, calls, kinds } = await failureOf(project, load, true)
      expect(told).toEqual(clean.told)
      expect(calls).toEqual(isFirst || !mayBeKept ? ['a.thing'] : [])
      expect(kinds.includes('stored')).toBe(mayBeKept && isFirst)
    }
  },
)

it('a load that has failed is run again until it passes, and is restored then', async () => {
  const project = createProject({ 'main.js': `import './a.thing'\n`, 'a.thing': 'wrong' })
  const picky: Load = (path) => {
    const text = process.getBuiltinModule('node:fs').readFileSync(path, 'utf8')
    return text === 'wrong' ? { errors: [{ text: 'wrong' }] } : { contents: 'globalThis.right = 1' }
  }
  expect((await failureOf(project, picky, true)).told.errors).toHaveLength(1)
  project.write('a.thing', 'right')
  expect((await failureOf(project, picky, true)).calls).toEqual(['a.thing'])
  expect((await failureOf(project, picky, true)).calls).toEqual([])
  project.write('a.thing', 'wrong')
  expect((await failureOf(project, picky, true)).told.errors).toHaveLength(1)
})
